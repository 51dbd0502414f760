"""The ledger of promises as a page: what was promised, until when, what became of it; how many were kept."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from foundation.imports.writing import XLSX
from foundation.rights.door import requires
from foundation.rights.may import visible
from portal_apps.deputies.forms.parts import day
from portal_apps.deputies.models import Body

from ..ledger import MEANS, RATED, SHOWN, kept_by_unit, narrowed, promises_for
from ..models import Commitment, Sponsor
from ..services.export_promises import export_promises

READ = "suggestions.read"
PAGE = 30


class LedgerFilter(forms.Form):
    """An empty field asks nothing; a wrong value neither."""

    text = forms.CharField(label="找", required=False, max_length=60)
    unit = forms.ModelChoiceField(
        Body.objects.kind("handling_unit"), label="承办单位", required=False, empty_label="全部"
    )
    shown = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *SHOWN.items()])
    since = day("期限从", required=False)
    until = day("到", required=False)

    @property
    def asked(self) -> dict:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@requires(READ)
@require_safe
def ledger(request):
    """Open ones by their day, the latest first; then what is settled."""
    form = LedgerFilter(request.GET)
    rows = narrowed(promises_for(request.user), form.asked)
    if request.GET.get("form") == "xlsx":
        return _exported(request, rows, form)
    shown = rows.select_related("handling__item", "handling__unit").prefetch_related(
        "evaluations", "evidence"
    )
    page = Paginator(shown.order_by("settled_at", "due_on", "pk"), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "asked": bool(form.asked),
        "page": page,
        "rows": _rows(request.user, list(page)),
        "query": query.urlencode(),
        "kept": kept_by_unit(rows),
        "means": (MEANS, RATED),
    }
    return render(request, "motions/ledger.html", context)


def _exported(request, rows, form: LedgerFilter) -> HttpResponse:
    conditions = {name: str(value) for name, value in form.asked.items()}
    data = export_promises(rows.order_by("due_on", "pk"), by=request.user, conditions=conditions)
    answer = HttpResponse(data, content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="promises.xlsx"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _rows(user, promises: list[Commitment]) -> list[tuple]:
    """(promise, days left, its evaluation, may settle it, may judge it)."""
    keys = [one.pk for one in promises]
    mine = set(
        visible(user, "suggestions.handle", Commitment.objects.filter(pk__in=keys)).values_list(
            "pk", flat=True
        )
    )
    led = Sponsor.objects.carrying().filter(role=Sponsor.Role.LEAD, mandate__person__account=user)
    own = set(led.filter(item__in={one.handling.item_id for one in promises}).values_list("item", flat=True))
    made = []
    for one in promises:
        judged = next(iter(one.evaluations.all()), None)
        open_ = one.state == "open"
        judges = not open_ and judged is None and one.handling.item_id in own
        made.append((one, (one.due_on - localdate()).days, judged, open_ and one.pk in mine, judges))
    return made
