"""Warnings: to the responsible person, then the superior, then the administrator, once each, whatever happens."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from foundation.deadlines.kinds import ClockKind, kinds
from foundation.deadlines.models import Clock, ClockWarning
from foundation.deadlines.services import pause, restart, resume, stop, sweep
from foundation.deadlines.services.sweep import SweepFault
from foundation.notices.models import Notice
from foundation.rulebook.models import Rule
from foundation.rulebook.reading import rule_in_force
from foundation.rulebook.services import change_rule
from tests.services.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(people, user_for):
    """One person a level."""
    for level, role in (
        ("responsible", "unit_handler"),
        ("superior", "unit_handler"),
        ("administrator", "congress_staff"),
    ):
        people[level].append(user_for(role))
    return [people[level][0] for level in ("responsible", "superior", "administrator")]


def told(*persons) -> list[int]:
    return [Notice.objects.filter(person=person).count() for person in persons]


def test_the_three_levels_are_told_one_day_after_the_other_and_once_each(clock, moment, three):
    mine = clock("2026-03-10", "suggestion.return_wd")  # due on the 24th, amber from the 20th
    expected = {19: [0, 0, 0], 20: [1, 0, 0], 21: [1, 1, 0], 22: [1, 1, 1], 23: [1, 1, 1], 24: [1, 1, 1]}
    expected |= {25: [2, 1, 1], 26: [2, 2, 1], 27: [2, 2, 2], 28: [2, 2, 2]}
    for day, counts in expected.items():
        moment(f"2026-03-{day} 09:00+08:00")
        sweep()
        sweep()
        assert told(*three) == counts, day
    first, second = Notice.objects.filter(person=three[0]).order_by("id")
    assert (first.title, second.title) == (f"快到期：{mine}（答复代表）", f"已逾期：{mine}（答复代表）")
    assert "还剩 2 个工作日，截止 2026-03-24" in first.text
    assert "依据《河南省人大代表建议、批评和意见办理办法》（2017）第十四条（规则第 1 版）" in first.text
    assert Notice.objects.filter(person=three[2]).first().url == f"/deadlines/{mine.pk}/"


def test_after_a_long_silence_only_what_is_true_now_is_said(clock, moment, three):
    clock("2026-03-10", "suggestion.return_wd")
    moment("2026-04-10 09:00+08:00")
    assert sweep() == 3
    assert set(ClockWarning.objects.values_list("step", flat=True)) == {"red"}


def test_paused_and_stopped_clocks_are_silent_and_a_restart_warns_anew(clock, moment, three, staff):
    paused, stopped, again = (clock("2026-03-10", "suggestion.return_wd") for _ in range(3))
    pause(paused, by=staff, reason="等")
    stop(stopped, by=staff, reason="已答复")
    moment("2026-03-25 09:00+08:00")
    assert sweep() == 1
    restart(again, by=staff, reason="改由教育局主办")
    moment("2026-04-12 09:00+08:00")
    assert sweep() == 3
    resume(paused, by=staff)
    assert sweep() == 0  # its nine days are still to come


def test_a_level_without_people_is_on_record_and_does_not_hold_up_the_others(clock, moment, three, people):
    people["superior"].clear()
    people["responsible"].append(people["responsible"][0])  # named twice, told once
    mine = clock("2026-03-10", "suggestion.return_wd")
    moment("2026-04-10 09:00+08:00")
    sweep()
    assert dict(mine.warnings.values_list("level", "people")) == {
        "responsible": [three[0].pk],
        "superior": [],
        "administrator": [three[2].pk],
    }


def test_delays_are_rules(clock, moment, three, staff):
    for level in ("superior", "administrator"):
        rule = Rule.objects.get(key=f"warning.{level}_delay_days")
        change_rule(rule, by=staff, reason="都在当天", value="0", valid_from=date(2026, 1, 1))
    clock("2026-03-10", "suggestion.return_wd")
    moment("2026-03-20 09:00+08:00")
    assert sweep() == 3


def test_a_clock_whose_app_fails_is_reported_and_the_others_are_warned_of(clock, moment, three):
    def broken(target):
        if target.name == "坏的":
            raise RuntimeError("no such unit")
        return [three[0]]

    bad = clock("2026-03-10", "suggestion.return_wd", responsible=broken)
    bad.target.__class__.objects.filter(pk=bad.target.pk).update(name="坏的")
    good = [clock("2026-03-10", "suggestion.return_wd", responsible=broken) for _ in range(3)]
    moment("2026-03-20 09:00+08:00")
    with pytest.raises(SweepFault, match=str(bad.pk)):
        sweep()
    assert set(ClockWarning.objects.values_list("clock", flat=True)) == {one.pk for one in good}
    bad.target.__class__.objects.filter(pk=bad.target.pk).update(name="好了")
    assert sweep() == 1


FIRST = date(2026, 3, 1)
open_clocks = st.lists(
    st.tuples(
        st.integers(-5, 20),  # amber, in days from FIRST
        st.integers(0, 8),  # due so many days later
        st.sampled_from(["running", "running", "paused", "stopped"]),
    ),
    max_size=12,
)


def warnings_of_the_day(clock: Clock, today: date) -> set[tuple[str, str]]:
    """By the book: the lamp that is on, and every level whose turn has come since it went on."""
    if clock.state != "running" or today < clock.amber_on:
        return set()
    step, lit = ("red", clock.due_on + timedelta(1)) if today > clock.due_on else ("amber", clock.amber_on)
    levels = {"responsible": 0, "superior": 1, "administrator": 2}
    return {(step, level) for level, delay in levels.items() if (today - lit).days >= delay}


class Sweeps(TestCase):
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(open_clocks, st.lists(st.integers(0, 4), max_size=10))
    def test_any_sweeps_on_any_days_tell_exactly_what_the_book_says(self, clocks, pauses):
        person = make_user("unit_handler")
        kinds["test.sweep"] = ClockKind(
            "test.sweep", "答复", "law.readings", responsible=lambda case: [person]
        )
        self.addCleanup(kinds.pop, "test.sweep", None)
        rows = [_row(*each, Group.objects.create(name=str(n))) for n, each in enumerate(clocks)]
        expected: Counter = Counter()
        with time_machine.travel(datetime(2026, 3, 1, 1, tzinfo=UTC), tick=False) as now:
            for days in pauses:
                now.shift(timedelta(days=days))
                today = datetime.now(UTC).date()
                for row in rows:
                    expected.update({(row.pk, *each): 1 for each in warnings_of_the_day(row, today)})
                sweep()
                found = ClockWarning.objects.values_list("clock", "step", "level")
                assert Counter(found) == Counter(dict.fromkeys(expected, 1))
        by_clock = Counter(pk for pk, _, level in expected if level == "responsible")
        assert Notice.objects.filter(person=person).count() == by_clock.total()


def _row(amber: int, later: int, state: str, case: Group) -> Clock:
    day = FIRST + timedelta(amber)
    return Clock.objects.create(
        kind="test.sweep",
        content_type=ContentType.objects.get_for_model(Group),
        object_id=case.pk,
        title=case.name,
        state=state,
        started_on=FIRST,
        first_started_on=FIRST,
        rule=rule_in_force("suggestion.reply_months"),
        amber_on=day,
        due_on=day + timedelta(later),
        basis={"nominal": day.isoformat(), "workdays": "table", "roll": True, "calendar": 1},
    )
