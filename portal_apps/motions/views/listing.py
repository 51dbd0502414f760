"""The list: what waits for me, what is mine, all I may see."""

from django.core.paginator import Paginator
from django.shortcuts import render

from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.waiting import waiting_at

from ..forms.listing import ListFilter
from ..models import Item
from ..reach import readable
from ..states import Kind
from ..way import OF_KIND, step_at

PAGE = 20
TABS = {"waiting": "等我办的", "mine": "我的", "all": "我能看的"}


@requires("suggestions.read", "motions.read")
def listing(request):
    """A deputy begins with the own ones, everybody else with what waits."""
    own = Item.objects.of_sponsor(request.user)
    writes = [
        kind
        for kind in Kind
        if may(request.user, f"{kind.value}s.write") and may(request.user, f"{kind.value}s.cosign")
    ]
    waiting = [one for one in waiting_at(request) if one.url.startswith("/motions/")]
    tab = request.GET.get("tab") or ("waiting" if waiting else "mine" if writes else "all")
    form = ListFilter(request.GET)
    rows = form.narrow(own if tab == "mine" else readable(request.user))
    page = Paginator(_shown(rows), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "tab": tab,
        "tabs": [(key, name) for key, name in TABS.items() if key != "mine" or writes],
        "waiting": waiting,
        "page": page,
        "rows": [(one, _steps(one)) for one in page] if tab != "waiting" else [],
        "form": form,
        "query": query.urlencode(),
        "asked": any(form.cleaned_data.values()),
        "writes": writes,
    }
    return render(request, "motions/list.html", context)


def _shown(rows):
    return rows.select_related("session", "term").prefetch_related(
        "handlings__unit", "sponsors__mandate__person"
    )


def _steps(item: Item) -> list[str]:
    at, many = step_at(item, item.handlings.all()), len(OF_KIND[item.kind])
    return ["done" if n < at else "now" if n == at else "next" for n in range(1, many + 1)]
