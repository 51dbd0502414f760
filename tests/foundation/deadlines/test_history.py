"""What was answered on any past day is answered again, whatever was edited, loaded or registered since."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from foundation.deadlines import calendars
from foundation.deadlines.engine.notice import Day
from foundation.deadlines.errors import CalendarMissing, Refused
from foundation.deadlines.kinds import ClockKind, kinds
from foundation.deadlines.models import STANDING, Clock, HolidayNotice
from foundation.deadlines.services import (
    as_of,
    ask_extension,
    decide_extension,
    load_notice,
    pause,
    restart,
    resume,
    start,
    stop,
)
from foundation.jobs.services import run_waiting
from foundation.rulebook.models import Rule
from foundation.rulebook.services import change_rule
from tests.services.people import make_user

from .engine import oracle

BEGIN = date(2026, 1, 12)
RULES = ("suggestion.reply_months", "suggestion.return_wd", "opinion.send_days", "suggestion.unit_report_due")
VERBS = ("pause", "resume", "ask", "grant", "refuse", "restart", "stop", "rule", "notice", "nothing")
steps = st.lists(st.tuples(st.integers(0, 25), st.sampled_from(VERBS), st.integers(0, 9)), max_size=14)


class Office:
    """Two members of staff and a clock; does what it is told, refusals included, and notes every evening's answer."""

    def __init__(self, rule: str) -> None:
        kind = ClockKind("test.history", "答复", rule, extension_rule="suggestion.reply_extended_months")
        kinds[kind.key] = kind
        self.key = rule
        self.first, self.second = make_user("congress_staff"), make_user("congress_staff")
        self.clock = start(Group.objects.create(name="第 1 号建议"), kind.key, by=self.first)

    def act(self, verb: str, number: int) -> None:
        try:
            with transaction.atomic():
                getattr(self, verb)(number)
        except (Refused, CalendarMissing):
            pass
        self.clock.refresh_from_db()

    def pause(self, number):
        pause(self.clock, by=self.first, reason=f"等补充材料 {number}")

    def resume(self, number):
        resume(self.clock, by=self.second)

    def ask(self, number):
        ask_extension(self.clock, by=self.first, reason=f"涉及面广 {number}")

    def grant(self, number):
        if request := self.clock.pending_extension:
            decide_extension(request, by=self.second, granted=True, ground="同意")

    def refuse(self, number):
        if request := self.clock.pending_extension:
            decide_extension(request, by=self.second, granted=False, ground="理由不足")

    def restart(self, number):
        restart(self.clock, by=self.first, reason=f"改由第 {number} 单位办理")

    def stop(self, number):
        if number > 6:
            stop(self.clock, by=self.first, reason="办结")

    def rule(self, number):
        rule = Rule.objects.get(key=self.key)
        if rule.key != "suggestion.unit_report_due":
            change_rule(rule, by=self.first, reason=f"新办法 {number}", value=str(number + 1))

    def notice(self, number):
        """A correction: other days off this year."""
        day = BEGIN + timedelta(number * 17)
        days = [Day(day + timedelta(n), False, "假") for n in range(5) if (day + timedelta(n)).weekday() < 5]
        load_notice(BEGIN.year, days, source=f"更正 {number}", reason="更正", by=self.first)
        run_waiting()

    def nothing(self, number):
        pass


def says(answer) -> tuple | None:
    return answer and (answer.lamp, answer.due_on, answer.time_left, answer.how_due, answer.event.sequence)


class History(TestCase):
    def tearDown(self) -> None:
        kinds.pop("test.history", None)
        super().tearDown()

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(st.sampled_from(RULES), steps)
    def test_every_evening_of_the_past_gets_the_answer_it_got(self, rule, steps):
        with time_machine.travel(datetime(2026, 1, 12, 1, tzinfo=UTC), tick=False) as clock:
            office, day = Office(rule), BEGIN
            evening = {}
            for days, verb, number in steps:
                for _ in range(days):
                    evening[day] = says(as_of(office.clock, day))
                    day += timedelta(1)
                    clock.shift(timedelta(days=1))
                office.act(verb, number)
                assert_is_its_newest_event(office.clock)
            assert as_of(office.clock, BEGIN - timedelta(1)) is None
            for past, said in evening.items():
                assert says(as_of(office.clock, past)) == said, past
            assert_settled_by_walking(office.clock)


def assert_is_its_newest_event(clock: Clock) -> None:
    newest = clock.events.last()
    assert clock.events_count == newest.sequence == clock.events.count()
    assert [getattr(clock, name) for name in STANDING] == [getattr(newest, name) for name in STANDING]


def assert_settled_by_walking(clock: Clock) -> None:
    """The day is what the slow way gives from the rule version, the pauses and the notices the event names."""
    if clock.extended_to or clock.missing_year:
        return
    days = oracle.Days(calendars.said(clock.basis["calendar"]), clock.past_pauses)
    assert clock.due_on == oracle.due(clock.counted_from, clock.method, days)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_history_can_not_be_rewritten(clock, act):
    mine = clock("2026-03-10")
    for rows in (mine.events.all(), mine.rule.rule.versions.all(), HolidayNotice.objects.all()):
        rewrite = {
            "update": lambda rows=rows: rows.update(reason="别的"),
            "delete": lambda rows=rows: rows._raw_delete("default"),
        }
        with pytest.raises(DatabaseError, match="history is never changed"), transaction.atomic():
            rewrite[act]()


def test_a_table_can_be_had_as_it_was_before_a_correction(staff):
    before, tuesday = calendars.newest(), date(2026, 9, 8)
    load_notice(2026, [Day(tuesday, False, "假")], source="更正", reason="更正", by=staff)
    assert not calendars.calendar().is_working(tuesday)
    assert calendars.calendar(before).is_working(tuesday)
