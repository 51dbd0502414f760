"""The working-day table as engines read it: today's, and as it was known at any time."""

from datetime import date, datetime
from functools import lru_cache

from .engine import Weekdays, WorkCalendar
from .models import CalendarDay, HolidayNotice


def newest(upto: datetime | None = None) -> int:
    """Number of the newest notice (loaded by then); with it, the table as it was can be had again. 0: none."""
    notices = HolidayNotice.objects.order_by("-id")
    if upto is not None:
        notices = notices.filter(loaded_at__lte=upto)
    return notices.values_list("id", flat=True).first() or 0


def calendar(upto: int | None = None, workdays: str = "table") -> WorkCalendar:
    """The table of all notices up to a number (all). `workdays` is the value of the rule `calendar.workdays`."""
    if workdays == "weekdays":
        return _weekdays()
    number = newest() if upto is None else upto
    # a number may be given anew after a rollback: the time tells the two apart
    loaded = HolidayNotice.objects.filter(pk=number).values_list("loaded_at", flat=True).first()
    return _table(number, loaded)


def in_force(upto: int) -> dict[int, HolidayNotice]:
    """Year → its newest notice among those up to a number."""
    return {notice.year: notice for notice in HolidayNotice.objects.filter(pk__lte=upto).order_by("id")}


def said(upto: int) -> dict[date, bool]:
    """What the notices in force say of days; the notice of a later year knows better about December."""
    notices = {notice.pk: year for year, notice in in_force(upto).items()}
    rows = CalendarDay.objects.filter(notice__in=notices).values_list("notice", "date", "kind")
    ordered = sorted(rows, key=lambda row: notices[row[0]])
    return {day: kind == CalendarDay.Kind.WORKDAY for _, day, kind in ordered}


@lru_cache(maxsize=16)
def _table(number: int, loaded: datetime | None) -> WorkCalendar:
    return WorkCalendar(said(number), in_force(number))


@lru_cache(maxsize=1)
def _weekdays() -> Weekdays:
    return Weekdays()
