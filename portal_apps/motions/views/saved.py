"""Views that people keep: a list with its conditions, under a name."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.rights.refusals import Refused

from ..forms.listing import ListFilter
from ..models import SavedView
from ..queues import BY_KEY
from ..services.viewing import drop_view, keep_view, move_view, offices_of, share_view

READ = ("suggestions.read", "motions.read")
#: what everybody finds who may do this: (verb, name, queue, conditions)
DEFAULTS = (
    ("suggestions.supervise", "逾期的", "", "lamp=red"),
    ("suggestions.supervise", "重点督办", "", "key=on"),
    ("suggestions.supervise", "“不满意”的", "", "grade=dissatisfied"),
    ("suggestions.supervise", "承诺过期没有兑现", "", "promise=late"),
    ("suggestions.handle", "承诺过期没有兑现", "", "promise=late"),
    ("suggestions.sub_assign", "逾期的", "", "lamp=red"),
    ("suggestions.read", "我关注的", "", "followed=on"),
)


@dataclass(frozen=True)
class Shown:
    """A view beside the list. `pk` 0: one that everybody has."""

    name: str
    url: str
    pk: int = 0
    owner: str = ""


def views_of(user) -> dict[str, list[Shown]]:
    """The person's own, those colleagues share, those the house gives."""
    offices = offices_of(user)
    rows = SavedView.objects.filter(owner=user) | SavedView.objects.filter(office__in=offices)
    found = list(rows.select_related("owner").distinct())
    given = {name: url_of(queue, query) for verb, name, queue, query in DEFAULTS if may(user, verb)}
    return {
        "own": [_shown(one) for one in found if one.owner_id == user.pk],
        "shared": [_shown(one) for one in found if one.owner_id != user.pk],
        "given": [Shown(name, url) for name, url in given.items()],
    }


def _shown(view: SavedView) -> Shown:
    return Shown(view.name, url_of(view.queue, view.query), view.pk, view.owner.get_full_name())


def url_of(queue: str, query: str) -> str:
    """The list it is of."""
    if queue:
        return f"{reverse('motions:queue', args=[queue])}?{query}"
    return f"{reverse('motions:list')}?tab=all&{query}"


@requires(*READ)
def views(request):
    """The person's own views: in which order, shared with whom; a POST keeps a new one."""
    if request.method == "POST":
        queue = request.POST.get("queue", "")
        queue = queue if queue in BY_KEY else ""
        query = ListFilter(request.user, request.POST).query()
        try:
            view = keep_view(by=request.user, name=request.POST.get("name", ""), queue=queue, query=query)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(url_of(queue, query))
        messages.success(request, f"视图“{view}”存好了，在列表旁边。")
        return redirect(url_of(queue, query))
    rows = [(one, url_of(one.queue, one.query)) for one in SavedView.objects.filter(owner=request.user)]
    context = {"rows": rows, "may_share": may(request.user, "suggestions.share_view")}
    return render(request, "motions/views.html", context)


@requires(*READ)
@require_POST
def act_on_view(request, pk: int):
    """Up, shared or no more, gone."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    acts = {
        "up": lambda: move_view(view, by=request.user),
        "share": lambda: share_view(view, by=request.user, shared=True),
        "keep": lambda: share_view(view, by=request.user, shared=False),
        "drop": lambda: drop_view(view, by=request.user),
    }
    act = acts.get(request.POST.get("do", ""))
    if act is not None:
        try:
            act()
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("motions:views")
