"""May it still be done? Asked by a verb that is only possible before the last day is over."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from ..errors import TooLate
from ..models import Clock, ClockEvent
from ..reading import overdue_words
from ._writing import allow, append, kind_of, lock, said_already


@transaction.atomic
def ensure_in_time(clock: Clock, *, by, on: date | None = None, override: str = "") -> bool:
    """True when in time. Afterwards only who may override, with a reason that is kept, gets False; others TooLate."""
    clock, on = lock(clock), on or localdate()
    if clock.state != Clock.State.RUNNING or on <= clock.due_on:
        return True
    kind = kind_of(clock)
    if not override.strip() or not kind.may(by, "override", clock.target):
        raise TooLate(
            f"“{kind.label}”的截止日是 {clock.due_on:%Y-%m-%d}，{overdue_words(clock, on)}，不能再办。"
            f"确需办理的，请代表工委写明理由后准予。"
        )
    allow(kind, by, "override", clock.target)
    override = override.strip()[:500]
    if not said_already(clock, ClockEvent.Verb.OVERRIDDEN, by, override):
        append(clock, ClockEvent.Verb.OVERRIDDEN, on=on, by=by, reason=override)
    return False
