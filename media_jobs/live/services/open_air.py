"""From the slate to the hall."""

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record

from ..models import Broadcast, BroadcastState
from ._asked import RUN, locked, refuse_closed


@transaction.atomic
def open_air(broadcast: Broadcast, *, by) -> Broadcast:
    """What comes in from now on is the program. A second press changes nothing. Raises PermissionDenied or Refused."""
    row = locked(broadcast, by=by, verb=RUN)
    if row.is_on_air:
        return row
    refuse_closed(row, "开播")
    there = row.keys.connected().exists()
    row.state, row.opened_at = (BroadcastState.LIVE if there else BroadcastState.GAP), timezone.now()
    row.save()
    record(actor=by, verb="live.opened", obj=row, signal=there)
    return row
