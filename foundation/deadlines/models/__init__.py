"""Calendar and clocks."""

from .calendar import CalendarDay, HolidayNotice
from .clocks import STANDING, Clock, ClockEvent, ClockWarning, ExtensionRequest, Standing

__all__ = [
    "STANDING",
    "CalendarDay",
    "Clock",
    "ClockEvent",
    "ClockWarning",
    "ExtensionRequest",
    "HolidayNotice",
    "Standing",
]
