"""What the pages of lists share: the lines of a page, the queues and views beside it, the page asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from ..dues import dues_of
from ..finding.letters import needles
from ..finding.marking import marked, snippet
from ..models import PARTS, Handling, Item
from ..offers import ON_THE_PAGE
from ..public.redacting import passages_of, without
from ..queues import Queue, queues_for
from ..table import Step
from ..waiting import item_of
from ..way import OF_KIND, step_at

PAGE = 20


@dataclass(frozen=True)
class Line:
    """One row. `pick` is what is chosen for many at once; `url` where `step` is done, or the case."""

    pick: int
    item: Item
    title: str | SafeString
    piece: str | SafeString
    lead: str
    others: int
    steps: list[str]
    state: str
    units: list[str]
    due: date | None
    amber: bool
    step: Step | None

    @property
    def left(self) -> int | None:
        return (self.due - localdate()).days if self.due else None

    @property
    def overdue(self) -> int:
        return max(0, -(self.left or 0))

    @property
    def tone(self) -> str:
        """late, amber, ink; the word stands beside it, colour is never alone."""
        if self.left is None:
            return "none"
        return "late" if self.left < 0 else "amber" if self.amber else "ink"

    @property
    def url(self) -> str:
        writes = self.step is not None and self.step.key in ON_THE_PAGE
        return reverse("motions:write" if writes else "motions:case", args=[self.item.pk])


def page_of(keys: QuerySet | Sequence[int], total: int, number: str | None) -> tuple[Page, list[int]]:
    """The page asked for and the keys on it, in order. The rows themselves are read by key: sorting stays narrow."""
    paginator = Paginator(keys, PAGE)
    paginator.__dict__["count"] = total
    page = paginator.get_page(number)
    return page, list(page.object_list)


def read_items(keys: Sequence[int]) -> list[Item]:
    """With all that a line shows."""
    rows = Item.objects.filter(pk__in=keys).select_related("key")
    found = {one.pk: one for one in rows.prefetch_related("handlings__unit", "sponsors__mandate__person")}
    return [found[pk] for pk in keys if pk in found]


def item_lines(items: Sequence[Item], *, text: str = "") -> list[Line]:
    """Each with its own earliest last day; the words asked for marked, where they stand in what the person may read."""
    dues, wanted = dues_of(items), needles(text)
    return [_line(one.pk, one, None, None, dues.get(one.pk), wanted) for one in items]


def queue_lines(queue: Queue, things: Iterable[Any]) -> list[Line]:
    made = []
    for thing in things:
        due = (thing.due_day, thing.lamp == "amber") if thing.due_day else None
        made.append(_line(thing.pk, item_of(thing), thing, queue.step(thing), due, ()))
    return made


def _line(
    pick: int, item: Item, thing: Any, step: Step | None, due: tuple[date, bool] | None, wanted: Sequence[str]
) -> Line:
    places = [one for one in item.handlings.all() if one.state != "cancelled"]
    sponsors = [one for one in item.sponsors.all() if one.state in ("confirmed", "invited")]
    at = step_at(item, places)
    steps = range(1, len(OF_KIND[item.kind]) + 1)
    own = [thing] if isinstance(thing, Handling) else places
    return Line(
        pick=pick,
        item=item,
        title=marked(item.title, wanted),
        piece=snippet(getattr(item, "readable_text", ()), wanted) if wanted else "",
        lead=next((str(one) for one in sponsors if one.role == "lead"), ""),
        others=len(sponsors) - 1,
        steps=["done" if n < at else "now" if n == at else "next" for n in steps],
        state=str((item if thing is None else thing).get_state_display()),
        units=[_place(one) for one in own],
        due=due[0] if due else None,
        amber=bool(due and due[1]),
        step=step,
    )


def _place(one: Handling) -> str:
    wanted = f"，要求 {one.wanted_on:%Y-%m-%d} 前办结" if one.wanted_on else ""
    return f"{'拟' if one.state == 'proposed' else ''}{one.get_role_display()} {one.unit}{wanted}"


def read_texts(items: Sequence[Item], near: set[int], wanted: Sequence[str]) -> None:
    """For the pieces shown under the titles: of what the person reads whole the text and the replies, else the summary."""
    if wanted:
        prefetch_related_objects([one for one in items if one.pk in near], "texts", "handlings__replies")
        prefetch_related_objects([one for one in items if one.pk not in near], "redactions")
    for item in items:
        told = _whole(item) if item.pk in near else [without(item.summary, passages_of(item))]
        setattr(item, "readable_text", told)  # noqa: B010  (no column)


def _whole(item: Item) -> list[str]:
    text = max(item.texts.all(), key=lambda one: one.number, default=None)
    parts = [getattr(text, name) for name in PARTS] if text else []
    replies = [one for place in item.handlings.all() for one in place.replies.all() if one.delivered_at]
    return [*parts, item.summary, *(one.text for one in replies)]


def beside(user, now: str) -> list[tuple[Queue, int, bool]]:
    """The person's queues, how much lies in each, and which is shown."""
    return [(one, one.open_to(user).count(), one.key == now) for one in queues_for(user)]
