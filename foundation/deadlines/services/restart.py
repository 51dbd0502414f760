"""Count anew: the case went to another unit, so its time begins with the new assignment."""

from datetime import date

from django.db import transaction

from foundation.rulebook.reading import rule_in_force

from ..errors import Refused, require_reason
from ..models import Clock, ClockEvent
from ..settle import settle, switches
from ._writing import acting_on, allow, append, kind_of, lock, said_already
from .extend import close_pending


@transaction.atomic
def restart(clock: Clock, *, by, reason: str, on: date | None = None, before: date | None = None) -> Clock:
    """A new start day under the rule in force on it; pauses and extensions of before are history.

    `first_started_on` stays for statistics, `before` is the new day for rules that count back from one. Raises
    NotAllowed, ReasonRequired, Refused, CalendarMissing.
    """
    clock = lock(clock)
    kind = kind_of(clock)
    allow(kind, by, "restart", clock.target)
    reason = require_reason(reason, "重新起算的理由")
    if said_already(clock, ClockEvent.Verb.RESTARTED, by, reason, on):
        return clock
    if clock.state == Clock.State.STOPPED:
        raise Refused("这个期限已停止，请重新开始一个。")
    on = acting_on(clock, on)
    close_pending(clock, "期限已重新起算")
    clock.state, clock.term, clock.started_on = Clock.State.RUNNING, clock.term + 1, on
    clock.anchor_on = before or clock.anchor_on
    clock.pauses, clock.paused_on, clock.extended_to, clock.extended_on = [], None, None, None
    clock.rule, clock.basis = rule_in_force(kind.rule, on), switches(on)
    settle(clock)
    return append(clock, ClockEvent.Verb.RESTARTED, on=on, by=by, reason=reason)
