"""What somebody from a congress would try first: 调休 Sundays, month ends, the Spring Festival."""

from datetime import date

import pytest

from foundation.audit.models import AuditRecord
from foundation.deadlines.engine.notice import Day
from foundation.deadlines.errors import CalendarMissing, NotAllowed, TooLate
from foundation.deadlines.models import Clock
from foundation.deadlines.reading import how_due, time_left
from foundation.deadlines.services import ensure_in_time, load_notice, start
from foundation.jobs.services import run_waiting

pytestmark = pytest.mark.django_db


def test_a_bureau_refuses_on_working_day_10_but_not_on_the_make_up_sunday_after_it(
    clock, moment, user_for, staff
):
    """Assigned Friday 4 September 2026; Sunday the 20th is worked for the National Day."""
    mine = clock("2026-09-04", "suggestion.return_wd", label="承办单位退回")
    bureau = user_for("unit_handler")
    assert mine.due_on == date(2026, 9, 18)
    moment("2026-09-18 16:00+08:00")
    assert time_left(mine, date(2026, 9, 18)) == "今天到期"
    assert ensure_in_time(mine, by=bureau)
    moment("2026-09-20 09:00+08:00")
    with pytest.raises(TooLate, match="截止日是 2026-09-18，已逾期 1 个工作日"):
        ensure_in_time(mine, by=bureau)
    with pytest.raises(TooLate):
        ensure_in_time(mine, by=bureau, override="我们想退")  # not theirs to override
    assert not ensure_in_time(mine, by=staff, override="交办时附件缺页，主任会议同意补办")
    assert not ensure_in_time(mine, by=staff, override="交办时附件缺页，主任会议同意补办")  # pressed twice
    trace = AuditRecord.objects.get(verb="deadlines.overridden")
    assert trace.detail["reason"] == "交办时附件缺页，主任会议同意补办"
    assert mine.events.filter(verb="overridden").count() == 1


def test_the_make_up_sunday_is_itself_the_tenth_working_day(clock):
    assert clock("2026-09-07", "suggestion.return_wd").due_on == date(2026, 9, 20)


@pytest.mark.parametrize(
    ("assigned", "due_on", "why"),
    [
        ("2023-11-30", "2024-02-29", "a leap year, a Thursday"),
        ("2022-11-30", "2023-02-28", "no leap year, a Tuesday"),
        ("2025-11-30", "2026-02-28", "a Saturday, but worked for the Spring Festival"),
        ("2009-11-30", "2010-03-01", "a Sunday: the next working day"),
        ("2025-11-16", "2026-02-24", "in the Spring Festival of 2026: the first working day after it"),
        ("2023-11-10", "2024-02-18", "in the Spring Festival of 2024: a make-up Sunday follows it"),
    ],
)
def test_three_months_end_on_the_last_day_of_february_and_roll_over_the_spring_festival(
    clock, assigned, due_on, why
):
    assert clock(assigned).due_on == date.fromisoformat(due_on), why


def test_a_due_date_names_its_rule_in_words(clock):
    words = how_due(clock("2025-11-16"))
    assert words.startswith(
        "自 2025-11-16 起 3 个月，到 2026-02-16（周一）为止，顺延到 2026-02-24（周二）；依据《全国人民代表大会和"
    )
    assert "第五十一条" in words
    assert words.endswith("（规则第 1 版）")


def test_the_unknown_year_keeps_the_earliest_day_and_is_counted_again_when_its_notice_is_loaded(clock, staff):
    """30 November 2026 and three months: 28 February 2027 is a Sunday of a year nobody has loaded."""
    mine = clock("2026-11-30")
    assert (mine.due_on, mine.missing_year) == (date(2027, 2, 28), 2027)
    assert "暂定：2027 年放假安排还没有载入" in how_due(mine)
    festival = [Day(date(2027, 2, day), False, "春节") for day in range(5, 12)]
    load_notice(2027, festival, source="试验", reason="新年度", by=staff)
    run_waiting()
    mine.refresh_from_db()
    assert (mine.due_on, mine.missing_year) == (date(2027, 3, 1), None)
    last = mine.events.last()
    assert (last.verb, last.by) == ("recounted", staff)
    assert "顺延到 2027-03-01" in how_due(mine)


def test_working_days_of_an_unknown_year_are_refused_and_the_sentence_says_what_to_do(
    clock, case, staff, clock_kind, moment
):
    moment("2026-12-25 09:00+08:00")
    with pytest.raises(CalendarMissing, match=r"2027 年.*请代表工委或系统管理员在“期限 → 工作日历”载入"):
        start(case(), clock_kind("suggestion.return_wd"), by=staff)
    assert Clock.objects.count() == 0


def test_papers_are_due_seven_days_before_a_meeting_and_earlier_when_that_is_a_holiday(clock):
    assert clock("2026-06-01", "law.paper_days", before="2026-06-25").due_on == date(2026, 6, 18)
    assert clock("2026-06-01", "law.paper_days", before="2026-06-28").due_on == date(2026, 6, 18)


def test_the_yearly_report_is_due_on_the_last_day_of_august_of_this_or_the_next_year(clock):
    assert clock("2026-03-10", "suggestion.unit_report_due").due_on == date(2026, 8, 31)
    assert clock("2024-08-31", "suggestion.unit_report_due").due_on == date(2025, 9, 1)  # a Sunday


def test_only_whom_the_kind_lets_may_start_a_clock(case, clock_kind, user_for, moment):
    moment("2026-03-10 09:00+08:00")
    with pytest.raises(NotAllowed):
        start(case(), clock_kind(), by=user_for("unit_handler"))
