"""Keeping from the public what must not go out."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import Broadcast, Cut
from ._asked import RUN, locked, said


@transaction.atomic
def cut(broadcast: Broadcast, *, by, reason: str, since: datetime | None = None) -> Cut:
    """From `since` on nothing goes out, until `uncut`; without it, from what the public sees now: all that waits in the
    delay is held back. What went out already stays out. A second press changes nothing.

    Raises PermissionDenied or Refused.
    """
    reason, row = said(reason), locked(broadcast, by=by, verb=RUN)
    if open_cut := row.cuts.filter(to_at=None).first():
        return open_cut
    if not row.is_on_air or row.opened_at is None:
        raise Refused("没有在直播，没有什么可切的。")
    edge = timezone.now() - timedelta(seconds=row.delay_s)
    begins = max(edge, row.opened_at, *([since] if since else []))
    made = Cut.objects.create(broadcast=row, from_at=begins, by=by, reason=reason)
    record(actor=by, verb="live.cut", obj=row, reason=reason, from_at=begins.isoformat())
    return made


@transaction.atomic
def uncut(broadcast: Broadcast, *, by) -> Cut:
    """What is said from now on goes out again. Raises PermissionDenied or Refused."""
    row = locked(broadcast, by=by, verb=RUN)
    held = row.cuts.select_for_update().filter(to_at=None).first()
    if held is None:
        raise Refused("现在没有切断，不用恢复。")
    held.to_at, held.ended_by = timezone.now(), by
    held.save()
    record(actor=by, verb="live.restored", obj=row, cut=held.pk)
    return held
