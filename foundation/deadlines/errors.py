"""Why a verb on a clock or the calendar was refused. The text is shown to the person."""

from foundation.rulebook.refusals import NotAllowed, ReasonRequired, Refused, RuleMissing, require_reason

from .engine import CalendarMissing

__all__ = [
    "CalendarMissing",
    "NotAllowed",
    "ReasonRequired",
    "Refused",
    "RuleMissing",
    "TooLate",
    "require_reason",
]


class TooLate(Refused):
    """The last day is over."""
