"""Lists of public items: all of a session, and of those the ones of a category or of a unit. Each is one page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from portal_apps.deputies.models import Body, Session

from ..models import Category, Item
from .course import places_of
from .facts import HOME
from .selecting import PREFIX, for_lists, public_items

LISTS = f"{PREFIX}:list"
FRONT = LISTS  # the page that leads to all others


@dataclass(frozen=True)
class Listing:
    """`by` is "" (all), "c" (a category and those below it) or "u" (a unit)."""

    session: int
    by: str = ""
    of: int = 0

    @property
    def id(self) -> str:
        return f"{LISTS}:s{self.session}" + (f":{self.by}{self.of}" if self.by else "")

    @property
    def path(self) -> str:
        return f"{HOME}s{self.session}/" + (f"{self.by}{self.of}/" if self.by else "")

    def items(self) -> QuerySet[Item]:
        """The newest number first."""
        found = public_items().filter(session=self.session)
        if self.by == "c":
            found = found.filter(category__in=_below(self.of))
        if self.by == "u":
            held = found.filter(handlings__unit=self.of).exclude(
                handlings__state__in=("proposed", "cancelled")
            )
            found = found.filter(pk__in=held.values("pk"))
        return for_lists(found).order_by("-kind", "-submitted_at", "-pk")

    def name(self) -> str:
        """Of the category or the unit."""
        if not self.by:
            return ""
        model = Category if self.by == "c" else Body
        return str(model.objects.get(pk=self.of))


def listing_of(name: str) -> Listing | None:
    """From the id of a document."""
    parts = name.removeprefix(f"{LISTS}:").split(":")
    try:
        session = int(parts[0].removeprefix("s"))
        if len(parts) == 1:
            return Listing(session)
        by, of = parts[1][:1], int(parts[1][1:])
    except ValueError:
        return None
    return Listing(session, by, of) if by in "cu" and len(parts) == 2 else None


def listings_of(item: Item) -> list[Listing]:
    """Those an item stands in."""
    if item.session_id is None:
        return []
    by_category = [("c", one.pk) for one in (item.category.line() if item.category else [])]
    by_unit = [("u", one.unit_id) for one in places_of(item)]
    return [Listing(item.session_id, by, of) for by, of in [("", 0), *by_category, *dict.fromkeys(by_unit)]]


def all_listings(sessions: Iterable[Session]) -> Iterator[Listing]:
    """Every list that has a line."""
    for session in sessions:
        found = {one for item in Listing(session.pk).items() for one in listings_of(item)}
        yield from sorted(found, key=lambda one: one.id)


def _below(category: int) -> set[int]:
    """A category and everything below it."""
    parents = list(Category.objects.values_list("pk", "parent"))
    found = {category}
    while more := {one for one, parent in parents if parent in found} - found:
        found |= more
    return found
