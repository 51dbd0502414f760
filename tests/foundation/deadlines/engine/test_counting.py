"""The engine gives, for any calendar, method and pauses, what walking day by day gives."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foundation.deadlines.engine import (
    CalendarMissing,
    Direction,
    Method,
    Pause,
    Roll,
    Unit,
    WorkCalendar,
    amber_from,
    due,
    elapsed,
    nth_day,
    remaining,
)

from . import oracle

YEARS = range(2018, 2032)
starts = st.dates(date(2021, 1, 1), date(2026, 12, 31))
counting_units = st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS])
VALUES = {Unit.DAYS: 120, Unit.WORKING_DAYS: 60, Unit.MONTHS: 14, Unit.YEARS: 2}


@st.composite
def calendars(draw) -> dict[date, bool]:
    """Holidays of one to ten days anywhere, weekend days people work on anywhere."""
    said = {}
    for first, length in draw(st.lists(st.tuples(starts, st.integers(1, 10)), max_size=8)):
        said |= {first + timedelta(n): False for n in range(length)}
    said |= {day: True for day in draw(st.lists(starts, max_size=12)) if day.weekday() >= 5}
    return said


@st.composite
def pauses(draw) -> list[Pause]:
    """Pauses one after the other, some touching, some empty."""
    found, day = [], draw(starts)
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40)), max_size=4)):
        since = day + timedelta(gap)
        day = since + timedelta(length)
        found.append(Pause(since, day))
    return found


@st.composite
def methods(draw) -> Method:
    unit = draw(st.sampled_from(Unit))
    if unit == Unit.DATE:
        day = draw(st.dates(date(2023, 1, 1), date(2023, 12, 31)))
        return Method(
            day.month * 100 + day.day,
            unit,
            start_counts=draw(st.booleans()),
            roll=draw(st.sampled_from(Roll)),
        )
    return Method(
        draw(st.integers(1, VALUES[unit])),
        unit,
        draw(st.sampled_from(Direction)),
        draw(st.booleans()),
        draw(st.sampled_from(Roll)),
    )


@given(starts, methods(), calendars(), pauses())
def test_due_dates_are_those_of_the_paper_calendar(start, method, said, paused):
    expected = oracle.due(start, method, oracle.Days(said, paused))
    assert due(start, method, WorkCalendar(said, YEARS), paused) == expected


@given(starts, st.integers(0, 80), counting_units, calendars(), pauses())
def test_the_nth_day_is_the_first_on_which_n_days_are_counted(start, count, unit, said, paused):
    days = oracle.Days(said, paused)
    found = nth_day(start, count, unit, WorkCalendar(said, YEARS), paused)
    assert found == days.walk(start, count, unit)
    assert elapsed(start, found, unit, WorkCalendar(said, YEARS), paused) == count


@given(starts, st.integers(-60, 400), counting_units, calendars(), pauses())
def test_elapsed_and_remaining_count_the_days_between(start, apart, unit, said, paused):
    day, table = start + timedelta(apart), WorkCalendar(said, YEARS)
    assert elapsed(start, day, unit, table, paused) == oracle.Days(said, paused).count(start, day, unit)
    plain = oracle.Days(said)
    left = plain.count(day, start, unit) - plain.count(start, day, unit)
    assert remaining(day, start, unit, table) == left


@given(
    starts,
    st.integers(1, 200),
    counting_units,
    calendars(),
    pauses(),
    st.integers(1, 100),
    st.integers(0, 20),
)
def test_amber_begins_on_the_first_day_that_meets_either_condition(
    start, length, unit, said, paused, percent, days_left
):
    days = oracle.Days(said, paused)
    end = start + timedelta(length)
    total, day = days.count(start, end, unit), start
    while day < end and days.count(start, day, unit) * 100 < total * percent:
        if total - days.count(start, day, unit) <= days_left:
            break
        day += timedelta(1)
    table = WorkCalendar(said, YEARS)
    assert amber_from(start, end, unit, table, paused, percent=percent, days_left=days_left) == day


@given(starts, st.integers(1, 300), calendars(), st.integers(2022, 2027))
def test_a_year_that_is_not_loaded_is_never_guessed(start, count, said, gap):
    """Whatever is counted across it fails and names it; what does not touch it is counted."""
    whole, holed = WorkCalendar(said, YEARS), WorkCalendar(said, set(YEARS) - {gap})
    assume(start.year != gap)
    end = nth_day(start, count, Unit.WORKING_DAYS, whole)
    if start.year < gap <= end.year:
        with pytest.raises(CalendarMissing, match=f"{gap} 年"):
            nth_day(start, count, Unit.WORKING_DAYS, holed)
    else:
        assert nth_day(start, count, Unit.WORKING_DAYS, holed) == end


def test_the_edges_of_the_table_are_loud():
    table = WorkCalendar({}, [2025, 2026])
    for question in (
        lambda: table.is_working(date(2027, 1, 1)),
        lambda: table.nth_working(date(2026, 12, 20), 30),
        lambda: table.working_between(date(2026, 12, 20), date(2027, 1, 5)),
        lambda: due(date(2026, 11, 30), Method(3, Unit.MONTHS), table),
    ):
        with pytest.raises(CalendarMissing, match=r"2027 年的放假安排还没有载入.*工作日历"):
            question()
    with pytest.raises(CalendarMissing, match="2024 年"):
        table.nth_working(date(2025, 1, 10), -20)
    with pytest.raises(CalendarMissing, match="2025 年"):
        WorkCalendar({}, []).nth_working(date(2025, 3, 1), 1)


def test_a_pause_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="before"):
        Pause(date(2026, 2, 2), date(2026, 2, 1))
