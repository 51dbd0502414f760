"""Rules, calendar, clocks."""

from .calendar import CalendarDay, HolidayNotice
from .clocks import STANDING, Clock, ClockEvent, ClockWarning, ExtensionRequest, Standing
from .rules import DeadlineRule, RuleVersion

__all__ = [
    "STANDING",
    "CalendarDay",
    "Clock",
    "ClockEvent",
    "ClockWarning",
    "DeadlineRule",
    "ExtensionRequest",
    "HolidayNotice",
    "RuleVersion",
    "Standing",
]
