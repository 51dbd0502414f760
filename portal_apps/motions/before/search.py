"""Ask the index for a reader, and put beside each hit what the reader may know of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from foundation.accounts.models import User
from foundation.similar.registry import collections
from foundation.similar.services import everyone, find
from foundation.similar.services.find import Hit

from ..models import Item, Sponsor
from ..reach import known, words_readable
from ..similar import NAME
from .fate import Fate, fates
from .quotes import Quote, quotes

ITEMS, PAPERS = 6, 4  # shown at most
PUBLIC = ("pages", "laws")  # collections that everybody may read


@dataclass(frozen=True)
class Earlier:
    """An item that was filed before."""

    item: Item
    lead: str
    year: int
    grade: str
    reason: str
    quotes: list[Quote]
    fate: Fate


@dataclass(frozen=True)
class Paper:
    """Something public: news, a policy, a law."""

    title: str
    url: str
    kind: str
    reason: str
    quotes: list[Quote]


@dataclass(frozen=True)
class Found:
    """Not `complete`: the index is being made anew."""

    items: list[Earlier] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    complete: bool = True


def search(user: User, title: str, text: str, *, without: Item | None = None) -> Found:
    """For a title and what is written so far. Only words the reader may read are compared and shown."""
    skip = [(NAME, str(without.pk))] if without else []
    items = find(title, text, among={NAME: _readable(user)}, limit=ITEMS, without=skip)
    public = {name: everyone for name in PUBLIC if name in collections}
    papers = find(title, text, among=public, limit=PAPERS) if public else None
    return Found(
        _earlier(items.hits, user, title, text),
        [_paper(hit, title, text) for hit in papers.hits] if papers else [],
        items.complete and (papers is None or papers.complete),
    )


def _readable(user: User):
    return lambda ids: map(str, words_readable(user).filter(pk__in=ids).values_list("pk", flat=True))


def _earlier(hits: Iterable[Hit], user: User, title: str, text: str) -> list[Earlier]:
    by_id = {int(hit.document.id): hit for hit in hits}
    if not by_id:
        return []
    rows = Item.objects.filter(pk__in=by_id).select_related("term", "session", "merge__into")
    items = {one.pk: one for one in rows}
    leads = Sponsor.objects.filter(item__in=by_id, role=Sponsor.Role.LEAD).select_related("mandate__person")
    names = {one.item_id: str(one) for one in leads}
    near = set(known(user).filter(pk__in=by_id).values_list("pk", flat=True))
    became = fates(items.values(), near)
    return [
        Earlier(
            item := items[pk],
            names.get(pk, ""),
            (item.submitted_at or item.created_at).year,
            str(hit.grade),
            hit.reason,
            quotes(hit, title, text),
            became[pk],
        )
        for pk, hit in by_id.items()
        if pk in items
    ]


def _paper(hit: Hit, title: str, text: str) -> Paper:
    document = hit.document
    kind = collections[hit.collection].label
    return Paper(document.title, document.url, kind, hit.reason, quotes(hit, title, text))
