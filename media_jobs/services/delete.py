"""Removing a video with everything that was made of it."""

from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.services import enqueue

from ..models import Video
from ._asked import locked, said, stop_jobs


@transaction.atomic
def delete(video: Video, *, by, reason: str) -> None:
    """The rows at once, the files by a job that comes back until nothing is left. Raises PermissionDenied or Refused."""
    reason, row = said(reason), locked(video, by=by)
    stop_jobs(row, reason)
    record(actor=by, verb="media.deleted", obj=row, reason=reason, digest=row.digest)
    enqueue("media.remove", {"video": str(row.key), "folder": row.folder}, key=f"remove:{row.key}")
    row.delete()
