"""Figures: the page, its table as a file."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from foundation.rights.door import requires
from foundation.rights.may import may
from portal_apps.deputies.models import Body

from ..services.export_figures import export_figures
from ..statistics.counting import breakdown, by_year, years
from ..statistics.facts import settle
from ..statistics.figures import BY_KEY, COLUMNS
from ..statistics.page import LEAST, Page, ordered, ranking
from ..statistics.scope import DIMENSIONS, VERB, Scope, opens, own_units

WAYS = {**{name: label for name, (_, label, _) in DIMENSIONS.items()}, "year": "年度"}
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class Asked(forms.Form):
    """Which year, within which unit, by what; a wrong value asks nothing."""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)
    unit = forms.ModelChoiceField(
        Body.objects.kind("handling_unit"), label="承办单位", required=False, empty_label="全部单位"
    )
    by = forms.ChoiceField(label="分列", required=False, choices=list(WAYS.items()))
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, user, data) -> None:
        super().__init__(data, auto_id="f_%s")
        known, units = years(), own_units(user)
        self.fields["year"].choices = [(year, f"{year} 年度") for year in known]  # type: ignore[attr-defined]
        if units:
            self.fields["unit"].queryset = Body.objects.filter(pk__in=units)  # type: ignore[attr-defined]
            self.fields["unit"].empty_label = None  # type: ignore[attr-defined]
        self.is_valid()
        self.said = self.cleaned_data
        self.asked_year = self.said.get("year") or (known[0] if known else localdate().year)
        unit = self.said.get("unit")
        within = {"unit": unit.pk} if unit else {"unit": units[0]} if units else {}
        self.scope, self.way = (
            Scope(self.asked_year, within),
            self.said.get("by") or ("category" if within else "unit"),
        )
        self.own = bool(units)

    def lines(self, today):
        if self.way == "year":
            return by_year(self.scope, today)
        return ordered(breakdown(self.scope, self.way, today), self.said.get("sort") or "")


@require_safe
@requires(VERB)
def figures(request):
    """Deputies see what was counted; who reads the items comes from each number to them."""
    complete, today = settle(), localdate()
    asked = Asked(request.user, request.GET)
    query = request.GET.copy()
    query.pop("sort", None)
    page = Page.of(asked.scope, today)
    ranks, few = ([], 0) if asked.scope.within else ranking(asked.scope, today)
    context = {
        "page": page,
        "asked": asked,
        "form": asked,
        "complete": complete,
        "told": asked.scope.told(),
        "opens": opens(request.user, asked.scope),
        "reports": may(request.user, "suggestions.read_report"),
        "opens_motions": opens(request.user, asked.scope, "motion"),
        "lines": asked.lines(today),
        "columns": [BY_KEY[key] for key in COLUMNS],
        "way": WAYS[asked.way],
        "ranks": ranks,
        "few": few,
        "least": LEAST,
        "query": query.urlencode(),
        "sort": asked.said.get("sort") or "",
    }
    return render(request, "motions/figures.html", context)


@require_safe
@requires(VERB)
def export(request):
    """The table below the figures as it stands on the page."""
    form = request.GET.get("form", "xlsx")
    if form not in TYPES:
        raise PermissionDenied("可以导出 Excel（xlsx）或者 csv。")
    settle()
    asked, today = Asked(request.user, request.GET), localdate()
    made = export_figures(
        asked.lines(today), by=request.user, way=WAYS[asked.way], told=asked.scope.told(), form=form
    )
    answer = HttpResponse(made, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="figures-{asked.asked_year}-{asked.way}.{form}"'
    return answer
