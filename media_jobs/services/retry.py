"""Another chance for a video that failed or was stopped."""

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import Video, VideoState
from ..steps.prepare import enqueue_rest
from ._asked import locked, said
from ._moving import assert_still


@transaction.atomic
def retry(video: Video, *, by, reason: str) -> Video:
    """What is made already stays made. Raises PermissionDenied or Refused."""
    reason, row = said(reason), locked(video, by=by)
    assert_still(row)
    if row.state not in (VideoState.FAILED, VideoState.CANCELLED):
        raise Refused(f"这个视频{row.get_state_display()}，不用重试。")
    row.state = VideoState.WORKING if row.plan else VideoState.RECEIVED
    row.error, row.message = "", "重试"
    row.save()
    row.chunks.filter(edition=row.edition, made__isnull=True).update(begun=0)
    record(actor=by, verb="media.retried", obj=row, reason=reason)
    enqueue_rest(row)
    return row
