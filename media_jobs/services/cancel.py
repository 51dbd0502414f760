"""Stopping work nobody wants any more."""

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import Video, VideoState
from ..steps.ground import WORKED_ON
from ._asked import locked, said, stop_jobs


@transaction.atomic
def cancel(video: Video, *, by, reason: str) -> Video:
    """The newest edition is made no further; what plays goes on playing. Raises PermissionDenied or Refused."""
    reason, row = said(reason), locked(video, by=by)
    if row.state not in WORKED_ON:
        raise Refused(f"这个视频{row.get_state_display()}，没有什么可停的。")
    row.state, row.message, row.error = VideoState.CANCELLED, "", f"已停止：{reason}"
    row.save()
    stop_jobs(row, reason)
    record(actor=by, verb="media.cancelled", obj=row, reason=reason)
    return row
