"""Clocks: the most urgent first, one with its history, and the verbs staff need."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from foundation.audit.services import record
from foundation.rights.door import requires

from .. import calendars, services
from ..engine import WorkCalendar
from ..forms import ClockFilter
from ..kinds import kinds
from ..models import Clock
from ..reading import LAMP_NAMES, how_due, lamp, time_left
from ..tell import link_for
from .door import say

PAGE = 50
MAX_EXPORT = 50_000
HEADINGS = ["编号", "状态", "事项", "种类", "截止日", "还剩", "起算日", "最初起算日", "责任人", "怎么算的"]


@requires("rules.clocks")
def clock_list(request):
    form = ClockFilter(request.GET)
    page = Paginator(form.clocks(), PAGE).get_page(request.GET.get("page"))
    page.object_list = _shown(page.object_list, request.user)
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "query": query.urlencode(), "asked": form.conditions()}
    context |= {"missing_years": services.missing_years()}
    return render(request, "deadlines/clocks.html", context)


@requires("rules.clocks")
def clock_export(request):
    """CSV of what the filter finds; the export leaves a trace before anything leaves."""
    form = ClockFilter(request.GET)
    clocks = list(form.clocks()[:MAX_EXPORT])
    asked = {name: str(value) for name, value in form.conditions().items()}
    record(actor=request.user, verb="deadlines.export", rows=len(clocks), conditions=asked)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="deadlines.csv"'
    sheet = csv.writer(response)
    sheet.writerow(HEADINGS)
    sheet.writerows(_cells(shown) for shown in _shown(clocks, request.user))
    return response


@requires("rules.clocks")
def clock(request, pk: int):
    mine = get_object_or_404(Clock.objects.select_related("rule__rule"), pk=pk)
    kind = kinds.get(mine.kind)
    levels = [
        (name, _names(getattr(kind, level), mine.target) if kind else "")
        for level, name in (("responsible", "责任人"), ("superior", "上级"), ("administrator", "管理员"))
    ]
    try:
        past = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        past = None
    context = {
        "clock": mine,
        "shown": _shown([mine], request.user)[0],
        "levels": levels,
        "pending": mine.pending_extension,
        "events": mine.events.select_related("by", "rule__rule").order_by("-sequence"),
        "warnings": mine.warnings.order_by("-id"),
        "past": past,
        "today": localdate(),
    }
    if past and (answer := services.as_of(mine, min(past, localdate()))):
        context |= {"answer": answer, "answer_lamp": LAMP_NAMES[answer.lamp]}
    return render(request, "deadlines/clock.html", context)


@require_POST
@requires("rules.clocks")
def act(request, pk: int, verb: str):
    mine, by = get_object_or_404(Clock, pk=pk), request.user
    reason = request.POST.get("reason", "")
    pending = mine.pending_extension
    verbs: dict[str, tuple[Callable[[], object], str]] = {
        "pause": (lambda: services.pause(mine, by=by, reason=reason), "已暂停，之后的日子不算"),
        "resume": (lambda: services.resume(mine, by=by, reason=reason), "已恢复计时"),
        "restart": (lambda: services.restart(mine, by=by, reason=reason), "已从今天重新起算"),
        "stop": (lambda: services.stop(mine, by=by, reason=reason), "已停止计时"),
    }
    if pending:
        verbs["grant"] = (lambda: _decide(pending, by, True, reason), "已批准延期")
        verbs["refuse"] = (lambda: _decide(pending, by, False, reason), "没有同意延期")
    if verb not in verbs:
        raise Http404("没有这一步，或者别人刚办过。")
    say(request, *verbs[verb])
    return redirect("deadlines:clock", pk)


def _decide(pending, by, granted: bool, reason: str) -> None:
    services.decide_extension(pending, by=by, granted=granted, ground=reason)


@dataclass(frozen=True)
class Shown:
    """What the templates say of a clock, computed once."""

    clock: Clock
    lamp: str
    lamp_name: str
    left: str
    how: str
    label: str
    people: str
    link: str

    @classmethod
    def of(cls, clock: Clock, person, table: WorkCalendar) -> "Shown":
        today, kind = localdate(), kinds.get(clock.kind)
        now = lamp(clock, today)
        return cls(
            clock=clock,
            lamp=now,
            lamp_name=LAMP_NAMES[now],
            left=time_left(clock, today, table),
            how=how_due(clock),
            label=kind.label if kind else clock.kind,
            people=_names(kind.responsible, clock.target) if kind else "",
            link=link_for(person, clock),
        )


def _shown(clocks: Iterable[Clock], person) -> list[Shown]:
    table = calendars.calendar()
    return [Shown.of(clock, person, table) for clock in clocks]


def _names(resolver, target) -> str:
    return "、".join(str(person) for person in resolver(target)) if target else ""


def _cells(shown: Shown) -> list:
    """A leading = + - @ would be run as a formula by a spreadsheet."""
    clock = shown.clock
    values = [clock.pk, shown.lamp_name, clock.title, shown.label, clock.due_on, shown.left]
    values += [clock.started_on, clock.first_started_on, shown.people, shown.how]
    return [f"'{value}" if str(value)[:1] in "=+-@\t\r" else value for value in values]
