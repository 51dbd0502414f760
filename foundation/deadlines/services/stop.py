"""The thing was done, or need not be done any more."""

from datetime import date

from django.db import transaction

from ..errors import require_reason
from ..models import Clock, ClockEvent
from ..settle import settle
from ._writing import acting_on, allow, append, kind_of, lock
from .extend import close_pending
from .resume import end_pause


@transaction.atomic
def stop(clock: Clock, *, by, reason: str, on: date | None = None) -> Clock:
    """End it; whether it was in time is then a fact (`in_time`, `late`). A second stop changes nothing.

    Raises NotAllowed, ReasonRequired, Refused.
    """
    clock = lock(clock)
    allow(kind_of(clock), by, "stop", clock.target)
    reason = require_reason(reason, "停止的理由")
    if clock.state == Clock.State.STOPPED:
        return clock
    on = acting_on(clock, on)
    close_pending(clock, "期限已停止")
    if clock.state == Clock.State.PAUSED:
        end_pause(clock, on)
        settle(clock)
    clock.state, clock.stopped_on = Clock.State.STOPPED, on
    return append(clock, ClockEvent.Verb.STOPPED, on=on, by=by, reason=reason)
