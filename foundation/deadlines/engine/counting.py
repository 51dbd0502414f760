"""Due dates, and the questions around them. Everything is a calendar day in the zone of the office."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from .calendar import WorkCalendar
from .method import Direction, Method, Pause, Roll, Unit

DAY = timedelta(1)


def due(start: date, method: Method, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> date:
    """The last day in time. `start` is the day it begins, or with `Direction.BEFORE` the day to come.

    Raises CalendarMissing where working days or holidays of a year that is not loaded decide.
    """
    counted = pauses if method.moved_by_pauses else ()
    return rolled(unrolled(start, method, calendar, counted), method.roll, calendar, counted)


def unrolled(start: date, method: Method, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> date:
    """The last day before it is looked at whether people work on it. Only working days need the calendar."""
    if method.direction == Direction.BEFORE:
        return _back(start, method, calendar)
    if method.unit == Unit.DATE:
        return _next_such_day(start, method)
    if method.unit in (Unit.MONTHS, Unit.YEARS):
        return shifted(_months_on(start, method), pauses)
    before = start - DAY if method.start_counts else start
    return nth_day(before, method.value, method.unit, calendar, pauses)


def nth_day(
    start: date, count: int, unit: Unit, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> date:
    """The `count`-th day after `start` that counts: working days for `Unit.WORKING_DAYS`, else every day."""
    end, lost = start, -1
    while True:  # days lost to pauses are made up for at the end, where another pause may wait
        new_lost = _plain_between(start, end, unit, calendar) - elapsed(start, end, unit, calendar, pauses)
        if new_lost == lost:
            return end
        lost = new_lost
        end = _plain_nth(start, count + lost, unit, calendar)


def elapsed(start: date, day: date, unit: Unit, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> int:
    """How many days that count lie after `start`, up to and with `day`: is this the 10th or the 11th working day?"""
    total = _plain_between(start, day, unit, calendar)
    for pause in pauses:
        total -= _plain_between(max(start, pause.since), min(day, pause.until), unit, calendar)
    return total


def remaining(day: date, due_on: date, unit: Unit, calendar: WorkCalendar) -> int:
    """Days left after `day`, in the unit of the rule; 0 on the last day, negative when overdue."""
    if day <= due_on:
        return _plain_between(day, due_on, unit, calendar)
    return -_plain_between(due_on, day, unit, calendar)


def add_months(start: date, months: int) -> tuple[date, bool]:
    """The same day so many months on, and whether the month was too short for it (then its last day)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)), start.day > last


def shifted(end: date, pauses: Sequence[Pause]) -> date:
    """An end moved on by every pause that began before it."""
    for pause in sorted(pauses, key=lambda pause: pause.since):
        if pause.since < end:
            end += pause.until - pause.since
    return end


def rolled(end: date, roll: Roll, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> date:
    """The next (or the previous) working day that is not paused, if `end` is none."""
    if roll == Roll.NONE:
        return end
    step = DAY if roll == Roll.NEXT else -DAY
    while not calendar.is_working(end) or any(pause.since < end <= pause.until for pause in pauses):
        end += step
    return end


def _months_on(start: date, method: Method) -> date:
    months = method.value * (12 if method.unit == Unit.YEARS else 1)
    end, cut = add_months(start, months)
    return end - DAY if method.start_counts and not cut else end


def _next_such_day(start: date, method: Method) -> date:
    """The first such day of a year after `start` (or on it, if the start day counts)."""
    month, day = divmod(method.value, 100)
    for year in (start.year, start.year + 1):
        found = date(year, month, min(day, monthrange(year, month)[1]))
        if found > start or (method.start_counts and found == start):
            break
    return found


def _back(day: date, method: Method, calendar: WorkCalendar) -> date:
    """So long before `day`. With `start_counts` the day itself is the first one counted."""
    if method.unit in (Unit.MONTHS, Unit.YEARS):
        months = method.value * (12 if method.unit == Unit.YEARS else 1)
        found, _ = add_months(day, -months)
        return found + DAY if method.start_counts else found
    after = day + DAY if method.start_counts else day
    return _plain_nth(after, -method.value, method.unit, calendar)


def _plain_nth(start: date, count: int, unit: Unit, calendar: WorkCalendar) -> date:
    if unit == Unit.WORKING_DAYS:
        return calendar.nth_working(start, count)
    return start + count * DAY


def _plain_between(start: date, end: date, unit: Unit, calendar: WorkCalendar) -> int:
    if unit == Unit.WORKING_DAYS:
        return calendar.working_between(start, end)
    return max(0, (end - start).days)
