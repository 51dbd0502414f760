"""In autumn: the notice of next year has to be loaded. Called once a day."""

from django.utils.timezone import localdate

from foundation.rights.holders import holders_of
from foundation.rulebook.reading import rule_value

from .. import calendars
from ..tell import tell_of_calendar


def missing_years() -> list[int]:
    """Years whose notice should be loaded by now: this one, and the next from the day of `calendar.remind_from`."""
    today = localdate()
    month, day = divmod(int(rule_value("calendar.remind_from", today)), 100)
    wanted = [today.year, today.year + 1] if (today.month, today.day) >= (month, day) else [today.year]
    loaded = calendars.in_force(calendars.newest())
    return [year for year in wanted if year not in loaded]


def remind_of_notice() -> int:
    """Tell those who may load it, each once a month, until it is there; returns how many years are missing."""
    years = missing_years()
    if years:
        for person in holders_of("rules.keep"):
            for year in years:
                tell_of_calendar(person, year, f"{localdate():%Y-%m}")
    return len(years)
