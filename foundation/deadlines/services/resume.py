"""Let time run again after a pause."""

from datetime import date

from django.db import transaction

from ..errors import Refused
from ..models import Clock, ClockEvent
from ..settle import settle
from ._writing import acting_on, allow, append, kind_of, lock, said_already


@transaction.atomic
def resume(clock: Clock, *, by, reason: str = "", on: date | None = None) -> Clock:
    """The paused days are made up for at the end. Raises NotAllowed, Refused, CalendarMissing."""
    clock = lock(clock)
    allow(kind_of(clock), by, "resume", clock.target)
    reason = reason.strip()[:500]
    if said_already(clock, ClockEvent.Verb.RESUMED, by, reason, on):
        return clock
    if clock.state != Clock.State.PAUSED:
        raise Refused(f"这个期限{clock.get_state_display()}，不用恢复。")
    on = acting_on(clock, on)
    end_pause(clock, on)
    clock.state = Clock.State.RUNNING
    settle(clock)
    return append(clock, ClockEvent.Verb.RESUMED, on=on, by=by, reason=reason)


def end_pause(clock: Clock, on: date) -> None:
    """Add the pause that ends on this day to those that were."""
    if clock.paused_on and clock.paused_on < on:
        clock.pauses = [*clock.pauses, [clock.paused_on.isoformat(), on.isoformat()]]
    clock.paused_on = None
