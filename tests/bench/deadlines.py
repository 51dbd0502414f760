"""`./run bench deadlines [--clocks N] [--json]`: the sweep over open clocks, and what else is asked of many clocks.

Clocks are spread over a year and a half, as cases of an office are: one in a dozen is red, one in ten amber, a few
paused. What was lit yesterday was told yesterday. Measured: a sweep that finds nothing new, the first sweep of a new
day with its warnings and notices, the first page of the list, and counting one due date.
TEST_DATABASE=postgresql measures on the other engine.
"""

import argparse
import json
import os
import time
from datetime import date, timedelta
from random import Random

TODAY = date(2026, 6, 15)
DAY = timedelta(1)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench deadlines")
    parser.add_argument("--clocks", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django

    django.setup()
    from tests.services.databases import reset

    reset()
    _make(given.clocks)
    figures = {"clocks": given.clocks, **_measure(), "load": [round(value, 2) for value in os.getloadavg()]}
    if given.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:28} {value}")


def _make(number: int) -> None:
    """The clocks, their cases, and the warnings of all that was lit until yesterday."""
    from django.contrib.auth.models import Group
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection, transaction

    from foundation.deadlines.kinds import ClockKind, register_clock
    from foundation.deadlines.models import Clock, ClockWarning
    from foundation.rulebook.reading import rule_in_force
    from tests.services.people import make_user

    random, rule = Random(1), rule_in_force("suggestion.reply_months")
    unit, leader = [make_user("unit_handler") for _ in range(50)], make_user("unit_handler")
    register_clock(
        ClockKind(
            "bench.reply",
            "答复代表",
            rule.rule.key,
            responsible=lambda case: [unit[case.pk % 50]],
            superior=lambda case: [leader],
        )
    )
    make_user("congress_staff")
    with transaction.atomic():
        cases = Group.objects.bulk_create([Group(name=f"第 {n} 号建议") for n in range(number)], 2000)
        kind = ContentType.objects.get_for_model(Group)
        clocks = [_clock(Clock, case, kind, rule, random) for case in cases]
        Clock.objects.bulk_create(clocks, 2000)
        told = [
            ClockWarning(clock=clock, term=1, step=step, level=level)
            for clock in clocks
            if clock.state == "running"
            for step, level in _told_until(clock, TODAY - DAY)
        ]
        ClockWarning.objects.bulk_create(told, 2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _clock(model, case, kind, rule, random: Random):
    due_on = TODAY + timedelta(random.randint(-45, 500))
    state = "paused" if random.random() < 0.03 else "running"
    start = due_on - timedelta(92)
    return model(
        kind="bench.reply",
        content_type=kind,
        object_id=case.pk,
        title=case.name,
        state=state,
        started_on=start,
        first_started_on=start,
        rule=rule,
        due_on=due_on,
        amber_on=due_on - timedelta(18),
        paused_on=start if state == "paused" else None,
        basis={"nominal": due_on.isoformat(), "workdays": "table", "roll": True, "calendar": 1},
    )


def _told_until(clock, day: date) -> list[tuple[str, str]]:
    found = []
    levels = {"responsible": 0, "superior": 1, "administrator": 2}
    for step, lit in (("amber", clock.amber_on), ("red", clock.due_on + DAY)):
        found += [(step, level) for level, delay in levels.items() if (day - lit).days >= delay]
    return found


def _measure() -> dict:
    from foundation.deadlines.models import Clock
    from foundation.deadlines.services import sweep
    from foundation.deadlines.settle import settle
    from foundation.notices.models import Notice

    figures: dict = {
        "red": Clock.objects.overdue(TODAY).count(),
        "amber": Clock.objects.amber(TODAY).count(),
    }
    figures["idle_sweep"] = _timed(lambda: sweep(TODAY - DAY))
    figures["daily_sweep"] = _timed(lambda: sweep(TODAY))
    figures["daily_notices"] = Notice.objects.count()
    figures["again_sweep"] = _timed(lambda: sweep(TODAY))
    page = Clock.objects.open().most_urgent_first(TODAY).select_related("rule__rule")
    figures["first_page_of_list"] = _timed(lambda: len(page[:50]))
    clock = Clock.objects.first()
    assert clock
    figures["due_date_us"] = round(_timed(lambda: [settle(clock) for _ in range(1000)])["cpu_s"] * 1000)
    return figures


def _timed(act) -> dict:
    """Answer, CPU seconds of this process, seconds on the wall."""
    cpu, wall = time.process_time(), time.monotonic()
    answer = act()
    figures = {"cpu_s": round(time.process_time() - cpu, 3), "wall_s": round(time.monotonic() - wall, 3)}
    return figures | ({"found": answer} if isinstance(answer, int) else {})


if __name__ == "__main__":
    main()
