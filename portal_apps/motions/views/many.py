"""One act on many cases: what is chosen and what is said to it, then the result row by row."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from foundation.rights.door import requires
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ..forms.many import FORMS, picked, places_of, reason_of, units_by_name
from ..models import Errand, Handling
from ..reach import readable
from ..services.many import ask_many
from ..services.many.run import ON_HANDLINGS
from ..table import BY_KEY

READ = ("suggestions.read", "motions.read")
PAGE = 100
WITH_UNITS = ("assign", "propose_units")


@requires(*READ)
def many(request, verb: str):
    """The chosen cases with the form of the act; a POST does it."""
    if verb not in FORMS:
        raise Http404
    step = BY_KEY[verb]
    demand(request.user, step.right_for("suggestion"))
    asked = picked(request.POST.getlist("pick") or request.GET.getlist("pick"))
    things = list(_chosen(request.user, verb, [key for key, _ in asked]))
    posted = request.method == "POST"
    form = FORMS[verb](request.POST if posted else None)
    units = units_by_name() if verb in WITH_UNITS else {}
    rows = [(one, places_of(one, units, request.POST or None) if units else None) for one in things]
    if posted:
        errand = _asked(request, verb, asked, form, rows)
        if errand is not None:
            return redirect("motions:errand", errand.pk)
    context = {
        "step": step,
        "verb": verb,
        "form": form,
        "rows": rows,
        "units": sorted(units),
        "uid": request.POST.get("uid") or uuid.uuid4(),
        "most": number("motions.many_most"),
        "back": request.GET.get("from") or request.POST.get("from", ""),
    }
    return render(request, "motions/many.html", context, status=422 if form.errors else 200)


def _chosen(user, verb: str, keys: list[int]) -> QuerySet[Any]:
    keys = keys[: number("motions.many_most")]
    if verb in ON_HANDLINGS:
        rows = Handling.objects.filter(pk__in=keys, item__in=readable(user).values("pk"))
        return rows.select_related("item", "unit").order_by("item", "pk")
    rows = readable(user).filter(pk__in=keys).order_by("pk")
    return rows.prefetch_related("handlings__unit", "suggested_units")


def _asked(request, verb: str, asked, form, rows) -> Errand | None:
    """None where something is missing; the form says what."""
    sets = [places for _, places in rows if places is not None]
    if not all([form.is_valid(), *(places.is_valid() for places in sets)]):
        if form.is_valid():
            form.add_error(None, "有的单位没有认出来，请看标出的地方。")
        return None
    said = form.said()
    if sets:
        said["rows"] = {
            str(item.pk): {"places": places.said(), "reason": reason_of(item, request.POST)}
            for item, places in rows
        }
    kind = "propose_units" if verb == "assign" and request.POST.get("do") == "propose" else verb
    try:
        return ask_many(kind, asked, by=request.user, asked=said, uid=_uid(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _uid(request) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("uid", ""))
    except ValueError:
        return None


@requires(*READ)
@require_safe
def errand(request, pk: int):
    """What became of each row; whoever asked reads it."""
    one = get_object_or_404(Errand.objects.select_related("job"), pk=pk, by=request.user)
    rows = one.rows.order_by("done", "pk")
    total, waiting = one.rows.count(), one.rows.waiting().count()
    context = {
        "errand": one,
        "total": total,
        "waiting": waiting,
        "done": one.rows.filter(done=True).count(),
        "refused": one.rows.refused().count(),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "percent": one.job.percent if one.job else 0,
        "failed": one.job is not None and one.job.state in ("failed", "cancelled"),
    }
    return render(request, "motions/errand.html", context)


@requires(*READ)
@require_safe
def fetch(request, pk: int):
    """The file of an export, for who asked for it."""
    one = get_object_or_404(Errand, pk=pk, by=request.user, kind=Errand.Kind.EXPORT)
    if not one.file:
        raise Http404
    answer = FileResponse(one.file.open("rb"), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, one.name)
    return answer
