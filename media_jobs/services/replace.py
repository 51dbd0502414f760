"""Another file for the same video."""

from contextlib import suppress

from django.core.files.base import File
from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.storage.errors import StorageUnavailable

from ..admit import admit_name
from ..contract import MediaError
from ..models import Video
from ..on_air import back_to_draft
from ..steps.prepare import enqueue_rest
from ..zones import PRIVATE
from ._asked import locked, start_over, stop_jobs
from ._moving import assert_still
from .take_in import Counted, shown_name


def replace(video: Video, file: File, *, by) -> Video:
    """Pages and links stay as they are; the old film plays until the new one can. Chapters stay: look at
    them afterwards. Captions are drafts again. Raises PermissionDenied, Refused, MediaError or StorageUnavailable.

    Call it outside of a transaction: a large file takes its time.
    """
    demand(by, "media.keep", video)
    if not file.size:
        raise MediaError("文件是空的", "请检查后再传")
    admit_name(file.name or "", file.size)
    counted = Counted(file)
    name = PRIVATE.storage.save(f"{video.folder}/source/new", counted)
    try:
        with transaction.atomic():
            row = locked(video, by=by)
            assert_still(row)
            stop_jobs(row, "换了文件")
            start_over(row, source=name, source_name=shown_name(file.name), source_size=counted.size,
                       digest=counted.digest.hexdigest(), trim=None)  # fmt: skip
            back_to_draft(row)
            record(actor=by, verb="media.replaced", obj=row, digest=row.digest)
            enqueue_rest(row)
    except BaseException:
        with suppress(StorageUnavailable):  # else the sweep finds it
            PRIVATE.storage.delete(name)
        raise
    return row
