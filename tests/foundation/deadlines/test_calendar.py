"""The table grows with each year's notice: who is reminded, what is counted again, what an office may choose."""

from datetime import date

import pytest

from foundation.deadlines import calendars
from foundation.deadlines.engine.notice import Day
from foundation.deadlines.errors import NotAllowed
from foundation.deadlines.models import CalendarDay, Clock, HolidayNotice
from foundation.deadlines.services import load_notice, remind_of_notice, stop
from foundation.jobs.models import Job
from foundation.jobs.services import run_waiting
from foundation.notices.models import Notice
from foundation.rulebook.models import Rule
from foundation.rulebook.services import change_rule

pytestmark = pytest.mark.django_db


def load(year: int, by, *off: str, on: tuple[str, ...] = ()):
    days = [Day(date.fromisoformat(day), False, "假") for day in off]
    days += [Day(date.fromisoformat(day), True, "假") for day in on]
    notice = load_notice(year, days, source="试验", reason="试验", by=by)
    run_waiting()
    return notice


def choose(key: str, value: str, by) -> None:
    rule = Rule.objects.get(key=key)
    change_rule(rule, by=by, reason="本机关决定", value=value, valid_from=date(2020, 1, 1))


def test_a_new_installation_knows_the_years_of_the_package_each_with_its_source():
    years = set(HolidayNotice.objects.values_list("year", flat=True))
    assert years >= set(range(2004, 2027))
    assert all("国务院办公厅" in source for source in HolidayNotice.objects.values_list("source", flat=True))
    weekend_work = CalendarDay.objects.filter(kind="workday").values_list("date", flat=True)
    assert all(day.weekday() >= 5 for day in weekend_work)


def test_the_notice_of_the_next_year_may_take_days_of_this_december(staff):
    """As in 2022, when 31 December was off by the notice of 2023."""
    load(2027, staff, "2026-12-31", "2027-01-01")
    assert not calendars.calendar().is_working(date(2026, 12, 31))
    assert calendars.calendar().is_working(date(2026, 12, 30))


def test_a_correction_moves_open_clocks_it_touches_and_says_why(clock, staff):
    touched, before, stopped = (
        clock(day, "suggestion.return_wd") for day in ("2026-09-04", "2025-08-03", "2026-09-04")
    )
    stop(stopped, by=staff, reason="办结", on=date(2026, 9, 4))
    load(2026, staff, "2026-09-09")  # and none of the other holidays: September the 20th is a Sunday again
    for one in (touched, before, stopped):
        one.refresh_from_db()
    assert touched.due_on == date(2026, 9, 21)
    assert touched.events.last().reason.startswith("载入了2026 年放假安排")
    assert before.events.count() == 1
    assert stopped.events.count() == 2
    again = Job.objects.latest("pk")
    assert again.result == {"moved": 1, "unchanged": 0}


def test_what_is_counted_again_twice_moves_once(clock, staff):
    from foundation.deadlines.services import recount

    class Quiet:
        def step(self, percent, message=""):
            pass

    mine = clock("2026-09-04", "suggestion.return_wd")
    notice = load(2026, staff, "2026-09-09")
    assert recount({"notice": notice.pk}, Quiet()) == {"moved": 0, "unchanged": 1}
    assert mine.events.count() == 2


@pytest.mark.parametrize("role", ["editor", "security_admin", "audit_admin", "deputy", "unit_handler"])
def test_nobody_else_loads_a_notice(user_for, role):
    with pytest.raises(NotAllowed):
        load(2027, user_for(role), "2027-01-01")
    assert not HolidayNotice.objects.filter(year=2027).exists()


def test_from_november_on_keepers_are_reminded_once_a_month_until_it_is_loaded(user_for, moment):
    keepers = [user_for("congress_staff"), user_for("system_admin")]
    user_for("editor")
    for day, count in (("2026-10-31", 0), ("2026-11-01", 1), ("2026-11-20", 1), ("2026-12-01", 2)):
        moment(f"{day} 09:00+08:00")
        remind_of_notice()
        assert [Notice.objects.filter(person=person).count() for person in keepers] == [count, count], day
    assert Notice.objects.first().title == "请载入 2027 年放假安排"
    assert Notice.objects.first().url == "/deadlines/calendar/load/?year=2027"
    load(2027, keepers[0], "2027-01-01")
    moment("2027-01-05 09:00+08:00")
    assert remind_of_notice() == 0
    assert Notice.objects.count() == 4


def test_the_day_of_the_reminder_is_a_rule(staff, moment):
    moment("2026-09-15 09:00+08:00")
    assert remind_of_notice() == 0
    choose("calendar.remind_from", "09-15", staff)
    assert remind_of_notice() == 1


def test_an_office_may_count_without_rolling_and_without_the_table(clock, staff):
    choose("duedate.roll_holiday", "false", staff)
    mine = clock("2025-11-16")
    assert mine.due_on == date(2026, 2, 16)
    choose("calendar.workdays", "weekdays", staff)
    assert clock("2026-09-07", "suggestion.return_wd").due_on == date(2026, 9, 21)
    choose("duedate.roll_holiday", "true", staff)
    mine.refresh_from_db()
    assert mine.due_on == date(2026, 2, 16)  # what holds is what held when it began
    assert Clock.objects.count() == 2
