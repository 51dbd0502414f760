"""Find lamps that went on and tell people, each level once. Called by the clock of the workers."""

import logging
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from ..models import Clock, ClockWarning
from ..rules import rule_value
from ..tell import tell_of_clock

log = logging.getLogger(__name__)
BATCH = 200
LEVELS = (
    (ClockWarning.Level.RESPONSIBLE, "warning.responsible_delay_days"),
    (ClockWarning.Level.SUPERIOR, "warning.superior_delay_days"),
    (ClockWarning.Level.ADMINISTRATOR, "warning.administrator_delay_days"),
)


class SweepFault(Exception):
    """Some clocks could not be warned of; the others were."""


def sweep(today: date | None = None) -> int:
    """Warn of all that is due to be warned of; returns how many warnings were written.

    A level is due when its lamp has been on for the delay of its rule. The row that says "told" and the notice
    are one transaction: after a crash either both are there or the next sweep finds the clock again. A clock
    that fails is left for the next sweep and does not hold up the others.
    """
    today = today or localdate()
    written = 0
    failed: set[int] = set()
    for step in ClockWarning.Step.values:
        for level, rule in LEVELS:
            delay = int(rule_value(rule, today))
            while batch := _warn_batch(step, level, delay, today, failed):
                written += sum(batch)
    if failed:
        raise SweepFault(f"{len(failed)} 个期限没有提醒成功，编号 {sorted(failed)[:20]}，见日志；下次再试。")
    return written


def _warn_batch(step: str, level: str, delay: int, today: date, failed: set[int]) -> list[bool]:
    """Warn of some more: for each whether it was our warning; empty when nothing is left.

    What another process holds right now is left to it.
    """
    due = Clock.objects.to_warn(step, level, delay, today)
    if failed:
        due = due.exclude(pk__in=failed)
    if not due.exists():  # a look first: an idle sweep writes nothing
        return []
    with transaction.atomic():
        locked = due.select_for_update(skip_locked=True, of=("self",))
        clocks = list(locked.select_related("rule__rule").prefetch_related("target")[:BATCH])
        return [_warn(clock, step, level, failed) for clock in clocks]


def _warn(clock: Clock, step: str, level: str, failed: set[int]) -> bool:
    """Whether this warning was written by us. Notices and row stand or fall together."""
    key = {"clock": clock, "term": clock.term, "step": step, "level": level}
    try:
        with transaction.atomic():
            people = tell_of_clock(clock, step, level)
            ClockWarning.objects.create(**key, people=people)
    except Exception:
        # another process may have warned of it between our look and our lock
        if not ClockWarning.objects.filter(**key).exists():
            log.exception("clock %s: no warning %s to %s", clock.pk, step, level)
            failed.add(clock.pk)
        return False
    return True
