"""Documents by kind, language, address and time, kept in order so that a change costs little at any size."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from .head import Head, Order
from .kinds import STRUCTURE, is_listed

SITE = "site"  # the kind without a page


class Indexes:
    def __init__(self, heads: Iterable[Head] = ()) -> None:
        self.listed: list[Order] = []
        self.by_locale: dict[str, list[Order]] = defaultdict(list)
        self.kinds: dict[tuple[str, str], list[Order]] = defaultdict(list)
        self.unlisted: dict[str, list[Order]] = defaultdict(list)  # without a number, by family
        self.moments: dict[str, list[str]] = defaultdict(list)
        self.paths: dict[str, str | tuple[str, ...]] = {}
        self.translated_by: dict[str, set[str]] = defaultdict(set)
        for head in heads:
            self._place(head, list.append)
        for index in (self.by_locale, self.kinds, self.unlisted, self.moments, {"": self.listed}):
            for found in index.values():
                found.sort()

    def add(self, head: Head) -> None:
        self._place(head, insort)

    def _place(self, head: Head, put: Any) -> None:
        put(self.kinds[head.kind, head.locale], head.order)
        if is_listed(head):
            put(self.listed, head.order)
            put(self.by_locale[head.locale], head.order)
            put(self.moments[head.locale], head.moment)
        elif head.kind not in STRUCTURE:
            put(self.unlisted[_family(head)], head.order)
        if head.kind != SITE:
            self.paths[head.path] = _joined(self.claimants(head.path), head.id)
        for other in head.translations:
            self.translated_by[other].add(head.id)

    def remove(self, head: Head) -> None:
        _take(self.kinds, (head.kind, head.locale), head.order)
        if is_listed(head):
            del self.listed[bisect_left(self.listed, head.order)]
            _take(self.by_locale, head.locale, head.order)
            _take(self.moments, head.locale, head.moment)
        elif head.kind not in STRUCTURE:
            _take(self.unlisted, _family(head), head.order)
        rest = tuple(name for name in self.claimants(head.path) if name != head.id)
        if rest:
            self.paths[head.path] = rest[0] if len(rest) == 1 else rest
        else:
            self.paths.pop(head.path, None)
        for other in head.translations:
            self.translated_by[other].discard(head.id)
            if not self.translated_by[other]:
                del self.translated_by[other]

    def claimants(self, path: str) -> tuple[str, ...]:
        """Ids of the documents that want to stand at an address; more than one only for a moment."""
        found = self.paths.get(path, ())
        return (found,) if isinstance(found, str) else found

    def of_kind(self, kind: str, locale: str) -> list[Order]:
        """In the order of first publication. Not to be changed."""
        return self.kinds.get((kind, locale), [])

    def after(self, first: int) -> int | None:
        """The lowest sequence of a listed document that is at least `first`."""
        place = bisect_left(self.listed, (first, ""))
        return self.listed[place][0] if place < len(self.listed) else None

    def between(self, first: int, last: int) -> list[str]:
        """Ids of listed documents with `first` <= sequence < `last`."""
        start, stop = bisect_left(self.listed, (first, "")), bisect_left(self.listed, (last, ""))
        return [name for _, name in self.listed[start:stop]]


def _family(head: Head) -> str:
    return head.id.partition(":")[0]


def _take(index: dict, key: Any, value: Any) -> None:
    found = index[key]
    del found[bisect_left(found, value)]
    if not found:
        del index[key]


def _joined(known: tuple[str, ...], name: str) -> str | tuple[str, ...]:
    return (*known, name) if known and name not in known else name
