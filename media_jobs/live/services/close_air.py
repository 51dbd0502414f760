"""The end: only here it is decided, never by a program that lost its signal."""

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import Broadcast, BroadcastState
from ._asked import RUN, locked
from .keys import drop_all


@transaction.atomic
def close_air(broadcast: Broadcast, *, by) -> Broadcast:
    """What was said until now is the program; what waits in the delay goes out, but for what is cut. The replay is there
    at once. A second press changes nothing. Raises PermissionDenied or Refused.
    """
    row = locked(broadcast, by=by, verb=RUN)
    if row.state in (BroadcastState.ENDED, BroadcastState.REPLAY):
        return row
    if not row.is_on_air:
        raise Refused("没有在直播，不用结束。")
    end(row, by=by)
    record(actor=by, verb="live.closed", obj=row)
    return row


def end(row: Broadcast, *, by) -> None:
    """Of a locked row on air."""
    now = timezone.now()
    row.state, row.closed_at, row.closed_by, row.trouble = BroadcastState.ENDED, now, by, ""
    row.save()
    row.cuts.filter(to_at=None).update(to_at=now)
    drop_all(row, now)
