"""Taking a video in: the source is kept first, everything else is made of it later."""

import hashlib
import re
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import File
from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.storage.files import LocalStorage

from ..admit import admit_name
from ..contract import MediaError
from ..models import Access, Video
from ..steps.prepare import enqueue_rest
from ..zones import PRIVATE


@dataclass(frozen=True)
class Whole:
    """Where a file lies on this machine that nobody writes any more, and its SHA-256."""

    path: Path
    digest: str


def take_in(
    file: File, *, by, title: str, access: str = Access.PUBLIC, key: uuid.UUID | None = None,
    whole: Whole | None = None,
) -> Video:  # fmt: skip
    """Keep a file that was uploaded whole and have it made playable. Raises Refused, MediaError or StorageUnavailable;
    nothing is left behind then.

    Call it outside of a transaction: a large file takes its time. With a `key` it is safe to repeat after a crash: the
    video of this key is taken in once. A file that is `whole` is not copied where it lies on the same disk.
    """
    demand(by, "media.upload")
    if key and (before := Video.objects.filter(key=key).first()):
        return before
    if not file.size:
        raise MediaError("文件是空的", "请检查后再传")
    admit_name(file.name or "", file.size)
    if access not in Access.values:
        raise MediaError("不知道谁能看这个视频", "请选“公开”或“仅代表”")
    name = shown_name(file.name)
    video = Video(
        title=title.strip()[:200] or name or "未命名视频", access=access, source_name=name, created_by=by
    )
    video.key = key or video.key
    video.source = f"{video.folder}/source/{video.edition}"
    video.source_size, video.digest = file.size, _kept(file, video.source, whole)
    try:
        with transaction.atomic():
            video.save()
            record(actor=by, verb="media.taken_in", obj=video, size=video.source_size, digest=video.digest)
            enqueue_rest(video)
    except BaseException:
        PRIVATE.storage.delete(video.source)
        raise
    return video


def _kept(file: File, name: str, whole: Whole | None) -> str:
    """The SHA-256 of what now lies there, over what a run left that died before its row was written."""
    storage = PRIVATE.storage
    if whole and isinstance(storage, LocalStorage) and storage.take_over(whole.path, name):
        return whole.digest
    counted = Counted(file)
    storage.put(name, counted)
    return counted.digest.hexdigest()


def shown_name(given: str | None) -> str:
    """What people read; no path and nothing that is not a letter gets into it."""
    return re.sub(r"[\x00-\x1f/\\]", "", str(given or "").rpartition("/")[2])[-150:]


class Counted(File):
    """A file that is hashed while it is stored, so that it is read once."""

    def __init__(self, file: File) -> None:
        super().__init__(file, file.name)
        self.given, self.size = file, file.size
        self.digest = hashlib.sha256()

    def read(self, *size: int) -> bytes:
        data = self.given.read(*size)
        self.digest.update(data)
        return data

    def chunks(self, chunk_size=None):
        self.seek(0)
        while data := self.read(chunk_size or 1 << 20):
            yield data
