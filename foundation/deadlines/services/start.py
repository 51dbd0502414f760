"""Start a clock on an object."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from foundation.rulebook.models import RuleVersion
from foundation.rulebook.reading import rule_in_force

from ..errors import Refused
from ..kinds import kinds
from ..models import Clock, ClockEvent
from ..settle import settle, switches
from ._writing import allow, append


@transaction.atomic
def start(target, kind: str, *, by, on: date | None = None, before: date | None = None) -> Clock:
    """Let time run from the day `on` (today), by the version of the rule in force on that day.

    Rules that count back from a day to come need it as `before`. Pressed twice it is one clock. Raises
    NotAllowed; Refused when such a clock already runs from another day; RuleMissing; CalendarMissing when
    working days cannot be counted.
    """
    known, on = kinds[kind], on or localdate()
    allow(known, by, "start", target)
    if on > localdate():
        raise Refused(f"{on:%Y-%m-%d} 还没有到，不能提前开始计时。")
    if running := _open(target, kind, on):
        return running
    rule = rule_in_force(known.rule, on)
    if (rule.direction == RuleVersion.Directions.BEFORE) != (before is not None):
        raise Refused(f"“{rule.rule}”{'要' if before is None else '不'}按某一天往前算，请检查。")
    clock = Clock(
        kind=kind,
        content_type=ContentType.objects.get_for_model(target, for_concrete_model=False),
        object_id=str(target.pk),
        title=known.title(target)[:200],
        state=Clock.State.RUNNING,
        started_on=on,
        first_started_on=on,
        anchor_on=before,
        rule=rule,
        basis=switches(on),
    )
    settle(clock)
    try:
        with transaction.atomic():
            clock.save(force_insert=True)
    except IntegrityError:  # the same click in another process was first
        if running := _open(target, kind, on):
            return running
        raise
    return append(clock, ClockEvent.Verb.STARTED, on=on, by=by)


def _open(target, kind: str, on: date) -> Clock | None:
    clock = Clock.objects.of(target, kind).open().first()
    if clock and clock.started_on != on:
        raise Refused(
            f"“{clock}”的这个期限从 {clock.started_on:%Y-%m-%d} 起已在计时，截止 {clock.due_on:%Y-%m-%d}。"
        )
    return clock
