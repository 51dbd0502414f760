"""Counting of days in plain Python: no Django, no database, no clock of its own."""

from .calendar import CalendarMissing, Weekdays, WorkCalendar
from .counting import due, elapsed, nth_day, remaining, rolled, shifted, unrolled
from .method import Direction, Method, Pause, Roll, Unit
from .warning import amber_from

__all__ = [
    "CalendarMissing",
    "Direction",
    "Method",
    "Pause",
    "Roll",
    "Unit",
    "Weekdays",
    "WorkCalendar",
    "amber_from",
    "due",
    "elapsed",
    "nth_day",
    "remaining",
    "rolled",
    "shifted",
    "unrolled",
]
