"""The lists: what waits for me, what is mine, all I may see with search and conditions, and each queue."""

from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from foundation.rights.door import requires
from foundation.rights.may import demand, may
from foundation.waiting import waiting_at

from ..finding.hits import hits
from ..finding.letters import needles
from ..forms.listing import ListFilter
from ..models import Commitment, Handling, Item
from ..queues import BY_KEY, Queue
from ..queues.queue import by_urgency, in_order, lit
from ..reach import near
from ..states import Kind
from .desk import beside, item_lines, page_of, queue_lines, read_items, read_texts
from .saved import views_of

READ = ("suggestions.read", "motions.read")
RELATED = {Handling: ("unit",), Commitment: ("handling__unit",)}
TABS = {"waiting": "等我办的", "mine": "我的", "all": "我能看的"}


@requires(*READ)
def listing(request):
    """A deputy begins with the own ones, everybody else with what waits."""
    writes = _writes(request.user)
    tab = request.GET.get("tab") or ("all" if request.GET.get("text") else "")
    waiting = []
    if tab in ("", "waiting"):
        waiting = [one for one in waiting_at(request) if one.url.startswith("/motions/")]
        tab = tab or ("waiting" if waiting else "mine" if writes else "all")
    context = {
        "tab": tab,
        "tabs": [(key, name) for key, name in TABS.items() if key != "mine" or writes],
        "waiting": waiting,
        "writes": writes,
    }
    if tab != "waiting":
        context |= _items(request, mine=tab == "mine") | {"hidden": {"tab": tab}}
    return render(request, "motions/list.html", context | _beside(request))


def _writes(user) -> list[Kind]:
    return [kind for kind in Kind if may(user, f"{kind.value}s.write") and may(user, f"{kind.value}s.cosign")]


def _items(request, *, mine: bool) -> dict:
    user, form = request.user, ListFilter(request.user, request.GET)
    own = Q(pk__in=Item.objects.of_sponsor(user).values("pk")) if mine else Q()
    page, found, more = _page(form, own, request.GET.get("page"))
    items = read_items(found)
    if wanted := needles(form.text_asked):
        whole = set(Item.objects.filter(near(user), pk__in=found).values_list("pk", flat=True))
        read_texts(items, whole, wanted)
    tab = {"tab": "mine" if mine else "all"}
    return {
        "page": page,
        "more": more,
        "lines": item_lines(items, text=form.text_asked),
        "form": form,
        "query": "&".join(filter(None, [urlencode(tab), form.query()])),
        "asked": bool(form.asked),
        "bulk": ("classify",) if may(user, "suggestions.accept") and not mine else (),
        "exports": may(user, "suggestions.export") and not mine,
        "list_of": "",
    }


def _page(form: ListFilter, own: Q, number: str | None) -> tuple[Page, list[int], bool]:
    """The page asked for, the keys on it, and whether older ones were left out."""
    if form.text_asked:
        told = hits(form.user, form.text_asked, own & form.condition())
        return *page_of(told.keys, len(told.keys), number), told.more
    rows = form.items().filter(own)
    return *page_of(rows.order_by("-pk").values_list("pk", flat=True), rows.count(), number), False


@requires(*READ)
@require_safe
def queue(request, key: str):
    """One queue as a page, the most urgent first."""
    one = BY_KEY.get(key)
    if one is None:
        raise Http404
    demand(request.user, one.verb)
    form = ListFilter(request.user, request.GET)
    rows = form.within(one)
    told = rows.aggregate(total=Count("pk"), **_lamps(one, rows))
    page, found = page_of(
        in_order(rows, one.clock).values_list("pk", flat=True), told["total"], request.GET.get("page")
    )
    context = {
        "queue": one,
        "told": told,
        "page": page,
        "lines": queue_lines(one, _read(one, rows, found)),
        "form": form,
        "query": form.query(),
        "asked": bool(form.asked),
        "bulk": one.bulk,
        "exports": may(request.user, "suggestions.export"),
        "list_of": one.key,
        "hidden": {},
    }
    return render(request, "motions/queue.html", context | _beside(request, key))


def _lamps(one: Queue, rows: QuerySet) -> dict:
    if not one.clock:
        return {}
    return {lamp: Count("pk", filter=Q(pk__in=lit(rows.model, lamp, one.clock))) for lamp in ("red", "amber")}


def _read(one: Queue, rows: QuerySet, keys: list[int]) -> list[Any]:
    """The things of a page with all that a line shows, in order."""
    read = by_urgency(rows.model.objects.filter(pk__in=keys), one.clock)
    if related := RELATED.get(rows.model):
        read = read.select_related(*related)
    things = {thing.pk: thing for thing in read}
    found: list[Any] = [things[pk] for pk in keys if pk in things]
    items = {item.pk: item for item in read_items([item_key(thing) for thing in found])}
    for thing in found:
        holder = thing.handling if isinstance(thing, Commitment) else thing
        if isinstance(thing, Item):
            thing._prefetched_objects_cache = items[thing.pk]._prefetched_objects_cache  # type: ignore[attr-defined]
            thing._state.fields_cache |= items[thing.pk]._state.fields_cache
        else:
            holder.item = items[holder.item_id]
    return found


def item_key(thing: Any) -> int:
    return thing.pk if isinstance(thing, Item) else getattr(thing, "handling", thing).item_id


def _beside(request, now: str = "") -> dict:
    """What stands beside every list."""
    return {
        "queues": beside(request.user, now),
        "views": views_of(request.user),
        "path": request.get_full_path(),
    }
