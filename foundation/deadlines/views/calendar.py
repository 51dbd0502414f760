"""The working-day table: a year at a glance, and loading the notice of a year."""

from calendar import Calendar
from datetime import date
from itertools import groupby
from typing import Any

from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from foundation.rights.door import requires

from .. import calendars
from ..forms import NoticeForm
from ..models import CalendarDay, Clock, HolidayNotice
from ..services import load_notice, missing_years
from .door import say

WEEKEND = 5


@requires("rules.keep")
def this_year(request):
    return redirect("deadlines:calendar_year", localdate().year)


@requires("rules.keep")
def year(request, year: int):
    known = calendars.in_force(calendars.newest())
    rows = CalendarDay.objects.filter(notice__in=known.values(), date__year=year).order_by("notice__year")
    named = {row.date: row for row in rows}
    months = [_month(year, month, named) for month in range(1, 13)] if year in known else []
    context = {
        "year": year,
        "months": months,
        "working": sum(day["works"] for month in months for week in month["weeks"] for day in week if day),
        "notice": known.get(year),
        "notices": HolidayNotice.objects.filter(year=year).select_related("loaded_by").order_by("-id"),
        "years": sorted({*range(localdate().year - 2, localdate().year + 2), year}),
        "missing_years": missing_years(),
    }
    return render(request, "deadlines/calendar.html", context)


@requires("rules.keep")
def load(request):
    """First a preview with everything that looks wrong; the second press loads it."""
    asked = request.GET.get("year", "")
    first = {"year": asked if asked.isdecimal() else (missing_years() or [localdate().year + 1])[0]}
    form = NoticeForm(request.POST or None, request.FILES or None, initial=first)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        found, said = form.reading(), form.cleaned_data
        wanted = request.POST.get("step") == "load" and not found.faults
        done = f"已载入 {said['year']} 年放假安排"
        if wanted and say(request, lambda: _load(found, said, request.user), done):
            return redirect("deadlines:calendar_year", said["year"])
        context |= {"found": found, "said": said, **_preview(found, said["year"])}
    return render(request, "deadlines/load.html", context)


def _load(found, said: dict, by) -> None:
    load_notice(said["year"], found.days, source=said["source"], reason=said["reason"], by=by)


def _preview(found, year: int) -> dict:
    """The days by festival, and what would change."""
    days = {one.day: one.works for one in found.days}
    old = calendars.in_force(calendars.newest()).get(year)
    before = {row.date: row.kind == CalendarDay.Kind.WORKDAY for row in old.days.all()} if old else {}
    ordered = sorted(found.days, key=lambda one: (one.name, one.day))
    groups = [(name, list(entries)) for name, entries in groupby(ordered, key=lambda one: one.name)]
    return {
        "groups": sorted(groups, key=lambda group: group[1][0].day),
        "replaces": old,
        "changed": sorted(day for day in {*days, *before} if days.get(day) != before.get(day)) if old else [],
        "touched": Clock.objects.open().filter(due_on__gte=date(year - 1, 12, 1)).count(),
    }


def _month(year: int, month: int, named: dict[date, CalendarDay]) -> dict:
    """Weeks from Monday; None where a week reaches into another month."""
    weeks = [
        [_day(day, named.get(day)) if day.month == month else None for day in week]
        for week in Calendar().monthdatescalendar(year, month)
    ]
    return {"number": month, "weeks": weeks}


def _day(day: date, said: CalendarDay | None) -> dict:
    works = said.kind == CalendarDay.Kind.WORKDAY if said else day.weekday() < WEEKEND
    mark = {None: "", "holiday": "休", "workday": "班"}[said.kind if said else None]
    return {
        "day": day,
        "works": works,
        "mark": mark,
        "name": said.name if said else "",
        "today": day == localdate(),
    }
