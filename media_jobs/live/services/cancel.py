"""Taking a broadcast out of the calendar."""

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import Broadcast, BroadcastState
from ._asked import KEEP, locked, refuse_closed, said
from .keys import drop_all


@transaction.atomic
def cancel(broadcast: Broadcast, *, by, reason: str) -> Broadcast:
    """Its keys are revoked, who sends is dropped. Raises PermissionDenied or Refused."""
    reason, row = said(reason), locked(broadcast, by=by, verb=KEEP)
    if row.state == BroadcastState.CANCELLED:
        return row
    refuse_closed(row, "取消")
    if row.is_on_air:
        raise Refused("正在直播，不能取消。请在控制台结束直播。")
    row.state, row.trouble = BroadcastState.CANCELLED, ""
    row.save()
    drop_all(row, timezone.now())
    record(actor=by, verb="live.cancelled", obj=row, reason=reason)
    return row
