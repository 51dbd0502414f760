"""From which day on a clock is amber."""

from collections.abc import Sequence
from datetime import date

from .calendar import WorkCalendar
from .counting import elapsed, nth_day
from .method import Pause, Unit


def amber_from(
    begun: date,
    due_on: date,
    unit: Unit,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    *,
    percent: int | None = 80,
    days_left: int | None = 7,
) -> date:
    """The first day on which `percent` of the time is used or `days_left` days are left, whichever comes first.

    Both count working days where the rule does, else calendar days, never paused ones. The day is never after
    `due_on`; without either condition it is the last day itself.
    """
    if due_on <= begun:
        return due_on
    total = elapsed(begun, due_on, unit, calendar, pauses)
    marks = [total]
    if percent is not None:
        marks.append(-(-total * percent // 100))
    if days_left is not None:
        marks.append(total - days_left)
    return min(due_on, nth_day(begun, max(0, min(marks)), unit, calendar, pauses))
