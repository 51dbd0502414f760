"""Screens: the structure of a term, the people behind a line, and both as files."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from foundation.accounts.dangerous import ask_for_proof
from foundation.imports.writing import XLSX
from foundation.rights.door import requires
from foundation.rights.may import may, visible
from foundation.rights.refusals import Refused

from ..models import Mandate
from .counting import figures, mandates_of
from .export import export_figures, export_list
from .forms import ListForm, TermsForm

PAGE = 50


@require_GET
@requires("deputies.figures")
def show(request):
    form = TermsForm(request.GET or None)
    term, former = form.asked()
    context: dict[str, Any] = {"form": form, "term": term, "former": former, "today": localdate()}
    if term:
        context |= {
            "figures": figures(term, request.user, former),
            "total": mandates_of(term, request.user).count(),
            "former_total": mandates_of(former, request.user).count() if former else 0,
            "query": urlencode({"term": term.pk, "former": former.pk if former else ""}),
        }
    return render(request, "deputies/figures/show.html", context)


@require_GET
@requires("deputies.figures")
def export(request):
    term, former = TermsForm(request.GET).asked()
    if term is None:
        return redirect("figures:show")
    return _workbook(export_figures(term, former, by=request.user), f"{term}代表构成.xlsx")


@require_GET
@requires("deputies.figures")
def people(request):
    """The deputies of a term: all, or those behind a line."""
    form = ListForm(request.GET)
    rows = form.apply(visible(request.user, "deputies.figures", Mandate.objects.all()))
    rows = rows.select_related("person", "term__area", "delegation").order_by(
        "delegation__order", "person__name"
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "query": urlencode(form.conditions()),
        "may_export": may(request.user, "deputies.edit"),
        "may_reveal": may(request.user, "deputies.reveal"),
    }
    return render(request, "deputies/figures/people.html", context)


@require_POST
@requires("deputies.edit")
def people_export(request):
    """Personal columns are asked for apart, and then who sits there proves it again."""
    personal = request.POST.get("personal") == "1"
    if personal and (question := ask_for_proof(request)):
        return question
    form = ListForm(request.POST)
    rows = form.apply(Mandate.objects.all())
    try:
        data = export_list(
            rows,
            by=request.user,
            personal=personal,
            reason=request.POST.get("reason", "")[:200],
            conditions=form.conditions(),
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(f"{request.path.removesuffix('export/')}?{urlencode(form.conditions())}")
    return _workbook(data, f"{form.chosen or ''}代表名单.xlsx")


def _workbook(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX, headers={"Cache-Control": "no-store"})
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
