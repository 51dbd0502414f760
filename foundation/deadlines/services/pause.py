"""Let time stand still, with a reason."""

from datetime import date

from django.db import transaction

from ..errors import Refused, require_reason
from ..models import Clock, ClockEvent
from ._writing import acting_on, allow, append, kind_of, lock, said_already


@transaction.atomic
def pause(clock: Clock, *, by, reason: str, on: date | None = None) -> Clock:
    """Days after `on` (today) do not count until `resume`. Raises NotAllowed, ReasonRequired, Refused."""
    clock = lock(clock)
    allow(kind_of(clock), by, "pause", clock.target)
    reason = require_reason(reason, "暂停的理由")
    if said_already(clock, ClockEvent.Verb.PAUSED, by, reason, on):
        return clock
    if clock.state != Clock.State.RUNNING:
        raise Refused(f"这个期限{clock.get_state_display()}，不能再暂停。")
    if not clock.method.moved_by_pauses:
        raise Refused("这个期限到固定的一天为止，暂停不能推后它。")
    on = acting_on(clock, on)
    if on >= clock.due_on:  # the day itself counts, so no day would be left to keep
        raise Refused(f"截止日 {clock.due_on:%Y-%m-%d} 当天和以后不能再暂停。要更多时间，请申请延期。")
    clock.state, clock.paused_on = Clock.State.PAUSED, on
    return append(clock, ClockEvent.Verb.PAUSED, on=on, by=by, reason=reason)
