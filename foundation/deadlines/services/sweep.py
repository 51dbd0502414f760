"""Find lamps that went on and tell people, each level once. Called by the clock of the workers."""

import logging
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from foundation.notices.models import Notice
from foundation.notices.services import notify_many
from foundation.rulebook.reading import rule_value

from ..models import Clock, ClockWarning
from ..querysets import ClockQuerySet
from ..tell import letters

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
            due = Clock.objects.to_warn(step, level, int(rule_value(rule, today)), today)
            keys = list(due.values_list("pk", flat=True))  # an idle sweep reads, and writes nothing
            for at in range(0, len(keys), BATCH):
                written += _warn(due.filter(pk__in=keys[at : at + BATCH]), step, level, failed)
    if failed:
        raise SweepFault(f"{len(failed)} 个期限没有提醒成功，编号 {sorted(failed)[:20]}，见日志；下次再试。")
    return written


def _warn(due: ClockQuerySet, step: str, level: str, failed: set[int]) -> int:
    """Warn of those that are still due and that no other process holds; how many."""
    try:
        with transaction.atomic():
            locked = due.select_for_update(skip_locked=True, of=("self",))
            clocks = locked.select_related("rule__rule").prefetch_related("target")
            written = [
                (clock, said)
                for clock in clocks
                if (said := _letters(clock, step, level, failed)) is not None
            ]
            notify_many(letter for _, said in written for letter in said)
            rows = [
                ClockWarning(
                    clock=clock,
                    term=clock.term,
                    step=step,
                    level=level,
                    people=[letter.person_id for letter in said],
                )
                for clock, said in written
            ]
            return len(ClockWarning.objects.bulk_create(rows))
    except IntegrityError:  # another process warned between our look and our lock: nothing of ours was sent
        log.info("another sweep was faster; what it left comes with the next one")
        return 0


def _letters(clock: Clock, step: str, level: str, failed: set[int]) -> list[Notice] | None:
    """What is to be said; None when the app of the clock fails, and then nothing is."""
    try:
        with transaction.atomic():
            return letters(clock, step, level)
    except Exception:
        log.exception("clock %s: no warning %s to %s", clock.pk, step, level)
        failed.add(clock.pk)
        return None
