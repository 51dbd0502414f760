"""From items to public documents. What a page says of an item is `facts.record_of`; nothing is added here."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.db.models import Max, Min, Q

from foundation.rulebook.reading import rule_value
from publishing.contract import Document, Exporter, Gone

from ..models import Event, Item
from . import indexes
from .blocks import blocks_of
from .changes import DATA, FIGURES
from .facts import OFFICE, Record, is_public, path_of, record_of
from .figures import years
from .lists import FRONT, LISTS, all_listings, listing_of
from .redacting import passages_of, without
from .rules import EVALUATION
from .selecting import PREFIX, document_id, for_pages, of_ids, once_public, sessions

THEME = Path(__file__).parent / "theme"
WITHDRAWN = "已经撤回，或者不再公开"
SUMMARY = 120  # characters of the text that stand for it in search and links


def exporter() -> Exporter:
    return Exporter(PREFIX, export, all_ids, theme=THEME)


def all_ids() -> list[str]:
    """Every item that is or was public, and the pages that lead to them."""
    items = once_public()
    found = [document_id(one) for one in items.only("uid")]
    if not found:
        return []
    lists = [one.id for one in all_listings(sessions())]
    filed = years()
    data = [DATA, *(f"{DATA}:{year}" for year in filed)]
    return [*sorted(found), FRONT, *lists, *(f"{FIGURES}:{year}" for year in filed), *data]


def export(ids: Iterable[str]) -> Iterator[Document | Gone]:
    wanted = list(dict.fromkeys(ids))
    yield from _items(wanted)
    if not once_public().exists():
        return
    for name in wanted:
        if name == FRONT:
            yield indexes.front()
        elif name.startswith(f"{LISTS}:"):
            listing = listing_of(name)
            yield from indexes.listing(listing) if listing else ()
        elif name.startswith(f"{FIGURES}:"):
            yield from indexes.of_year(name)
        elif name == DATA or name.startswith(f"{DATA}:"):
            yield from indexes.data(name)


def _items(wanted: list[str]) -> Iterator[Document | Gone]:
    found = list(for_pages(of_ids(once_public(), wanted)))
    policy, moments = str(rule_value(EVALUATION)), _moments(found)
    for item in found:
        first, last = moments[item.pk]
        yield document_of(item, policy, first, last) if is_public(item) else _gone(item, last)


def document_of(item: Item, policy: str, first: datetime, last: datetime) -> Document:
    """`item` comes from `selecting.for_pages`."""
    record = record_of(item, policy)
    return Document(
        id=document_id(item),
        kind="motion",
        locale="zh-hans",
        path=path_of(item),
        title=record["title"],
        subtitle="",
        summary=_gist(record),
        source=OFFICE,
        published=moment(first),
        updated=moment(last),
        body=tuple(blocks_of(record)),
        data={
            "record": record,
            "lists": indexes.links_of(item),
            "home": FRONT_PATH,
            "years": indexes.year_links(item),
        },
    )


FRONT_PATH = indexes.HOME


def _gist(record: Record) -> str:
    said = record["summary"] or "".join(part["text"] for part in record["text"])
    said = " ".join(said.split())
    return said if len(said) <= SUMMARY else said[: SUMMARY - 2] + "……"


def _gone(item: Item, last: datetime) -> Gone:
    """Who took it back, and why, is nobody's business here."""
    title = without(item.title, passages_of(item))
    return Gone(document_id(item), "zh-hans", path_of(item), title, moment(last), WITHDRAWN)


def _moments(items: Iterable[Item]) -> dict[int, tuple[datetime, datetime]]:
    """When each became public first, and when anybody last did what the public sees; one query."""
    rows = Event.objects.filter(item__in=[item.pk for item in items]).order_by()
    shown = Q(verb="publish", detail__publicity__in=("full", "summary"))
    told = rows.values("item").annotate(first=Min("at", filter=shown), last=Max("at", filter=TOLD))
    return {row["item"]: (row["first"], row["last"]) for row in told}


TOLD = Q(
    verb__in=(
        "publish",
        "approve_publicity",
        "deliver_reply",
        "evaluate",
        "fulfil",
        "explain",
        "close",
        "withdraw",
    )
)


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
