"""What the system answered at any moment of the past."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localdate, make_aware

from .. import calendars
from ..models import Clock, ClockEvent
from ..reading import Lamp, how_due, lamp, time_left


@dataclass(frozen=True)
class Answer:
    """`event` is the newest one the system knew at that moment."""

    event: ClockEvent
    lamp: Lamp
    due_on: date
    time_left: str
    how_due: str


def as_of(clock: Clock, moment: date | datetime) -> Answer | None:
    """Lamp, last day and words as they stood at a moment (for a day: at its end); None before it was started.

    Only the events recorded by then count, and the notices loaded by then. What was registered later for an
    earlier day, a rule edited later, a calendar corrected later do not change what was answered.
    """
    if not isinstance(moment, datetime):
        moment = make_aware(datetime.combine(moment, time.min), get_current_timezone()) + timedelta(1)
        moment -= timedelta(microseconds=1)
    event = (
        ClockEvent.objects.filter(clock=clock, at__lte=moment)
        .select_related("rule__rule")
        .order_by("sequence")
        .last()
    )
    if event is None:
        return None
    day = localdate(moment)
    known = max(calendars.newest(moment), event.basis["calendar"])  # what was used was known
    table = calendars.calendar(known, event.basis["workdays"])
    return Answer(event, lamp(event, day), event.due_on, time_left(event, day, table), how_due(event))
