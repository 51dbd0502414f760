"""Taking a file in."""

import hashlib
import tempfile
from datetime import timedelta
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number
from foundation.storage.errors import disk_errors

from ..child import MEGABYTE, examine
from ..clamav import assert_no_virus
from ..errors import UnfitFile
from ..kinds import GROUPS, KINDS, PAPER, PICTURE, SOUND, TEXT
from ..models import StoredFile
from ..names import shown_name
from ..purposes import Purpose
from ..rules import DAILY_MB, PAPER_MB, PICTURE_MB, SOUND_MB, TEXT_MB

SIZES = {PICTURE: PICTURE_MB, PAPER: PAPER_MB, SOUND: SOUND_MB, TEXT: TEXT_MB}


def keep(upload: File, *, by, purpose: Purpose) -> StoredFile:
    """Look at what `by` hands in, clean it and store it; it waits until something claims it.

    The same file handed in again while the first one waits is the first one. Raises UnfitFile, ScannerAway, or
    Refused; nothing is left behind then. Call it outside of a transaction: an examination takes a second or more.
    """
    assert_room(upload.size or 0, by, purpose)
    with disk_errors(tempfile.gettempdir()), tempfile.TemporaryDirectory(prefix="attachment-") as folder:
        given, clean = Path(folder, "given"), Path(folder, "clean")
        given_digest = _copy(upload, given)
        waiting = StoredFile.objects.unclaimed().filter(owner=by, purpose=purpose.key)
        if first := waiting.filter(given_digest=given_digest).first():
            return first
        assert_no_virus(given)
        told = examine(given, clean, purpose.kinds)
        kind = KINDS[told["kind"]]
        _assert_size(given.stat().st_size, kind.group)
        stored = StoredFile(
            owner=by, purpose=purpose.key, name=shown_name(upload.name or "", kind), kind=kind.key,
            given_size=given.stat().st_size, given_digest=given_digest, size=clean.stat().st_size,
            pages=told.get("pages"), width=told.get("width"), height=told.get("height"),
        )  # fmt: skip
        return _store(stored, clean)


@transaction.atomic
def _store(stored: StoredFile, clean: Path) -> StoredFile:
    with clean.open("rb") as content:
        stored.digest = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        stored.file.save("kept", File(content), save=False)
    try:
        stored.save()
        record(actor=stored.owner, verb="attachments.kept", obj=stored,
               kind=stored.kind, size=stored.size, digest=stored.digest)  # fmt: skip
    except BaseException:
        stored.file.delete(save=False)
        raise
    return stored


def _copy(upload: File, target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("wb") as file:
        for chunk in upload.chunks():
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def most_mb(purpose: Purpose) -> int:
    """The largest file of any kind that is taken here, in megabytes."""
    return max(number(SIZES[group]) for group in dict.fromkeys(KINDS[key].group for key in purpose.kinds))


def assert_room(size: int, by, purpose: Purpose, *, waiting: int = 0) -> None:
    """Before a byte is looked at: too large for anything that is taken here, or too much for one day.

    `waiting` bytes are on their way already. Raises UnfitFile or Refused.
    """
    most = most_mb(purpose)
    if not size:
        raise UnfitFile("文件是空的。请检查后再传。")
    if size > most * MEGABYTE:
        raise UnfitFile(f"文件有 {size / MEGABYTE:.1f} MB，超过 {most} MB。请压缩或者拆成几份。")
    since = timezone.now() - timedelta(days=1)
    used = StoredFile.objects.filter(owner=by, at__gte=since).aggregate(sum=Sum("given_size"))["sum"] or 0
    used += waiting
    if used + size > number(DAILY_MB) * MEGABYTE:
        raise Refused(
            f"一天最多上传 {number(DAILY_MB)} MB，今天已经传了 {used / MEGABYTE:.0f} MB。请明天再传，或者联系工作人员。"
        )


def _assert_size(size: int, group: str) -> None:
    most = number(SIZES[group])
    if size > most * MEGABYTE:
        raise UnfitFile(f"{GROUPS[group]}有 {size / MEGABYTE:.1f} MB，超过 {most} MB。请压缩或者拆成几份。")
