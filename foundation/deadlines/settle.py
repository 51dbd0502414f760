"""From a standing to its last day and its amber day, and from what they were computed."""

from dataclasses import replace
from datetime import date

from foundation.rulebook.reading import rule_value

from . import calendars
from .engine import CalendarMissing, Roll, WorkCalendar, amber_from, rolled, shifted, unrolled
from .models import Standing


def switches(on: date) -> dict:
    """How the office counts on a day; a clock keeps what held when it started."""
    return {"workdays": rule_value("calendar.workdays", on), "roll": rule_value("duedate.roll_holiday", on)}


def settle(standing: Standing, upto: int | None = None) -> None:
    """Set `due_on`, `amber_on` and `basis` by the rule, the pauses and the calendar (of notices up to a number).

    When only the question whether the last day is a holiday needs a year that is not loaded, the day stays
    unmoved for now: the earliest it can be, marked by `missing_year`, and counted again when the notice is
    loaded. Raises CalendarMissing when the days themselves cannot be counted.
    """
    number = calendars.newest() if upto is None else upto
    table = calendars.calendar(number, standing.basis["workdays"])
    standing.basis = {name: standing.basis[name] for name in ("workdays", "roll")} | {"calendar": number}
    standing.due_on = _last_day(standing, table)
    version = standing.rule
    standing.amber_on = amber_from(
        standing.started_on,
        standing.due_on,
        standing.method.unit,
        table,
        standing.past_pauses if standing.method.moved_by_pauses else (),
        percent=version.amber_percent,
        days_left=version.amber_days,
    )


def _last_day(standing: Standing, table: WorkCalendar) -> date:
    method = standing.method
    if not standing.basis["roll"]:
        method = replace(method, roll=Roll.NONE)
    pauses = standing.past_pauses if method.moved_by_pauses else []
    if standing.extended_to and standing.extended_on:
        pauses = [pause for pause in pauses if pause.since >= standing.extended_on]
        end = shifted(standing.extended_to, pauses)
    else:
        end = unrolled(standing.counted_from, method, table, pauses)
    standing.basis["nominal"] = end.isoformat()
    try:
        return rolled(end, method.roll, table, pauses)
    except CalendarMissing as missing:
        standing.basis["missing"] = missing.year
        return end
