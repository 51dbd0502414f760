"""The snapshot in memory: documents without bodies, columns, lists. Everything a plan of the site needs."""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import Any

from ..contract import canonical_json
from ..ledger.store import Ledger
from ..snapshot import Snapshot
from .kinds import is_listed

PER_PAGE = 20
LANGS = {"zh-hans": "zh-Hans-CN", "en": "en"}
Head = dict[str, Any]


def digest(*parts: Any) -> str:
    """One short hash of several JSON values."""
    return hashlib.blake2b(canonical_json(parts).encode(), digest_size=16).hexdigest()


class Site:
    """A value: the same snapshot always gives the same site."""

    def __init__(
        self,
        heads: list[Head],
        gone: list[Head],
        moved: list[tuple[str, str]],
        slots: list[tuple[str, str, int]],
        as_of: str,
        body: Callable[[str], list[dict[str, Any]]],
    ):
        self.heads: dict[str, Head] = {head["id"]: head for head in heads}
        self.gone, self.moved, self.as_of, self.body = gone, moved, as_of, body
        self.ledger: Ledger | None = None
        self.former: Callable[[str], Head | None] = lambda document_id: None  # as the last release had it
        self._cards: dict[str, Head | None] = {}
        self._card_hashes: dict[str, str] = {}
        self.lists: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.ends: dict[str, int] = defaultdict(int)  # places ever given out in a list
        self._fill_lists(slots)

    @classmethod
    def load(cls, snapshot: Snapshot) -> "Site":
        site = cls(
            list(snapshot.heads()),
            snapshot.gone(),
            snapshot.moved(),
            snapshot.slots(),
            snapshot.get_meta("as_of"),
            snapshot.body,
        )
        site.ledger, site.former = snapshot.ledger, snapshot.former
        return site

    # --- lists: who stands where ---------------------------------------------------------------------------
    def memberships(self, head: Head) -> list[str]:
        """The lists a document belongs to: its column, the columns above, its tags."""
        if not is_listed(head):
            return []
        columns = [f"column:{column['id']}" for column in self.ancestors(head)]
        return columns + [f"tag:{head['locale']}:{tag['slug']}" for tag in head["tags"]]

    @cached_property
    def listed(self) -> list[Head]:
        """Every document that stands in lists, in the order of first publication."""
        return sorted(filter(is_listed, self.heads.values()), key=lambda head: (head["sequence"], head["id"]))

    def listed_in(self, locale: str) -> list[Head]:
        return self._by_locale[locale]

    @cached_property
    def _by_locale(self) -> dict[str, list[Head]]:
        found: dict[str, list[Head]] = defaultdict(list)
        for head in self.listed:
            found[head["locale"]].append(head)
        return found

    def _fill_lists(self, slots: list[tuple[str, str, int]]) -> None:
        """Known places stay; newcomers take the next ones, in the order of first publication."""
        place = {(name, document_id): position for name, document_id, position in slots}
        for name, _, taken in slots:
            self.ends[name] = max(self.ends[name], taken + 1)
        self.new_slots: list[tuple[str, str, int]] = []
        for head in self.listed:
            for name in self.memberships(head):
                position = place.get((name, head["id"]))
                if position is None:
                    position = self.ends[name]
                    self.ends[name] += 1
                    self.new_slots.append((name, head["id"], position))
                self.lists[name].append((position, head["id"]))
        for members in self.lists.values():
            members.sort()

    def block(self, name: str, number: int) -> list[str]:
        """Archive page `number` (from 1, the oldest), newest first. Gaps stay gaps."""
        first, last = (number - 1) * PER_PAGE, number * PER_PAGE
        return [doc for position, doc in reversed(self.lists[name]) if first <= position < last]

    def full_blocks(self, name: str) -> int:
        return self.ends[name] // PER_PAGE

    def newest(self, name: str, count: int = PER_PAGE) -> list[str]:
        return [document_id for _, document_id in self.lists[name][: -count - 1 : -1]]

    @cached_property
    def places(self) -> dict[tuple[str, str], int]:
        """Index of a document within a list, for its neighbours."""
        return {
            (name, document_id): index
            for name, members in self.lists.items()
            for index, (_, document_id) in enumerate(members)
        }

    def neighbours(self, name: str, document_id: str) -> tuple[str, str]:
        """(newer, older) document in a list, "" at the ends."""
        index, members = self.places[name, document_id], self.lists[name]
        newer = members[index + 1][1] if index + 1 < len(members) else ""
        return newer, members[index - 1][1] if index else ""

    # --- columns -------------------------------------------------------------------------------------------
    def ancestors(self, head: Head) -> list[Head]:
        """The column a document stands in and those above it, nearest first."""
        chain: list[Head] = []
        parent = head["data"].get("parent", "") if head["kind"] == "column" else head["column"]
        while (column := self.heads.get(parent)) and column["kind"] == "column" and column not in chain:
            chain.append(column)
            parent = column["data"].get("parent", "")
        return chain

    @cached_property
    def columns(self) -> dict[str, list[Head]]:
        """Columns of a locale in menu order."""
        found: dict[str, list[Head]] = defaultdict(list)
        for head in self.heads.values():
            if head["kind"] == "column":
                found[head["locale"]].append(head)
        for columns in found.values():
            columns.sort(key=lambda column: (column["data"].get("position", 0), column["path"]))
        return found

    def children(self, column_id: str, locale: str) -> list[Head]:
        return [column for column in self.columns[locale] if column["data"].get("parent", "") == column_id]

    @cached_property
    def asset_owners(self) -> dict[str, str]:
        """Path of every picture and attachment to the first document that shows it."""
        found: dict[str, str] = {}
        for head in self.heads.values():
            for asset in head["assets"]:
                found.setdefault(asset["path"], head["id"])
        return found

    # --- cards ---------------------------------------------------------------------------------------------
    def card(self, document_id: str) -> Head | None:
        """What a list shows of a document; none if it is not public."""
        if document_id not in self._cards:
            head = self.heads.get(document_id)
            self._cards[document_id] = self._make_card(head) if head and head["kind"] != "site" else None
        return self._cards[document_id]

    def _make_card(self, head: Head) -> Head:
        column = next(iter(self.ancestors(head)), None)
        fields = ("id", "kind", "path", "title", "subtitle", "summary", "published", "picture", "data")
        return {
            **{name: head[name] for name in fields},
            "column_id": column["id"] if column else "",
            "column_title": column["title"] if column else "",
            "column_path": column["path"] if column else "",
            "tags": [{**tag, "path": tag_path(head["locale"], tag["slug"])} for tag in head["tags"]],
        }

    def cards(self, ids) -> list[Head]:
        return [card for document_id in ids if (card := self.card(document_id))]

    def card_hash(self, document_id: str) -> str:
        if document_id not in self._card_hashes:
            self._card_hashes[document_id] = digest(self.card(document_id))
        return self._card_hashes[document_id]

    # --- tags and languages --------------------------------------------------------------------------------
    @cached_property
    def locales(self) -> list[str]:
        """Languages that have a home page, Chinese first."""
        found = {head["locale"] for head in self.heads.values() if head["kind"] == "home"}
        return [locale for locale in LANGS if locale in found]

    def translations(self, head: Head) -> list[Head]:
        """The same thing in the other languages, as far as it is public. Either side may name the other."""
        ids = {*head["translations"].values(), *self._translated_by[head["id"]]} - {head["id"]}
        found = [self.heads[name] for name in sorted(ids) if name in self.heads]
        return sorted(
            (other for other in found if other["locale"] != head["locale"]), key=lambda h: h["locale"]
        )

    @cached_property
    def _translated_by(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for head in self.heads.values():
            for other in head["translations"].values():
                found[other].add(head["id"])
        return found

    @cached_property
    def tags(self) -> dict[str, list[Head]]:
        """Tags in use, by locale, with how many documents carry each; by name."""
        names: dict[tuple[str, str], str] = {}
        for head in self.listed:
            for tag in head["tags"]:
                names[head["locale"], tag["slug"]] = tag["name"]
        found: dict[str, list[Head]] = defaultdict(list)
        for (locale, slug), name in sorted(names.items(), key=lambda item: (item[1], item[0])):
            count = len(self.lists[f"tag:{locale}:{slug}"])
            found[locale].append({"slug": slug, "name": name, "path": tag_path(locale, slug), "count": count})
        return found


def prefix(locale: str) -> str:
    return "" if locale == "zh-hans" else f"/{locale}"


def tag_path(locale: str, slug: str) -> str:
    return f"{prefix(locale)}/tags/{slug}/"
