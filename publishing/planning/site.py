"""The snapshot in memory: documents without bodies, columns, lists. Everything a plan of the site needs.

A site that took changes by `apply` equals one loaded from the same snapshot; with a changed column it is loaded anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..ledger.store import Ledger
from ..make_way import asking
from ..snapshot import Snapshot
from .columns import Columns
from .head import Head, as_head, link_of, shared
from .indexes import Indexes
from .kinds import is_listed
from .names import LANGS, digest, prefix, tag_list, tag_path
from .places import NOBODY, PER_PAGE, Places
from .shards import shard_of

__all__ = ["LANGS", "Head", "Site", "digest", "prefix", "tag_path"]

CARDS = 10_000  # kept at once
CARD_FIELDS = ("id", "kind", "path", "title", "subtitle", "summary", "published", "picture", "data")
Slot = tuple[str, str, int]  # list, document id, place
Value = dict[str, Any]


class Site:
    """`body` reads the blocks of a document; `slots` are the places given out so far."""

    def __init__(
        self,
        heads: Iterable[Head | Value],
        gone: Iterable[Value],
        moved: list[tuple[str, str]],
        slots: Iterable[Slot],
        as_of: str,
        body: Callable[[str], list[Value]],
    ):
        self.heads: dict[str, Head] = {head.id: head for head in map(as_head, heads)}
        self.notes: dict[str, Value] = {}
        self._noted: dict[str, set[str]] = defaultdict(set)  # address to ids
        for note in gone:
            self._note(note)
        self.moved, self.as_of, self.body = moved, as_of, body
        self.tree = Columns(self.heads)
        self.ledger: Ledger | None = None
        self.former: Callable[[str], Value | None] = lambda document_id: None  # as the last release had it
        self.indexes = Indexes(asking(self.heads.values(), 1000))
        self.lists: dict[str, Places] = {}
        self.tag_names: dict[str, str] = {}  # list of a tag to what it is called
        self.new_slots: list[Slot] = []
        self.shard_days: dict[str, str | None] = {}  # a memory of `sitemap`
        self._cards: dict[str, Value] = {}
        self._tags: dict[str, list[Value]] | None = None
        self._fill_lists(slots)

    @classmethod
    def load(cls, snapshot: Snapshot, *, released: bool = False) -> "Site":
        """What the snapshot holds now, or (`released`) what it held when the last release was made."""
        site = cls(
            (Head.stored(*row) for row in asking(snapshot.head_rows(released=released))),
            snapshot.gone(released=released),
            snapshot.moved(),
            asking(snapshot.slots(), 1000),
            snapshot.get_meta("as_of"),
            snapshot.body,
        )
        site.ledger, site.former = snapshot.ledger, snapshot.former
        return site

    # --- lists: who stands where ---------------------------------------------------------------------------
    def memberships(self, head: Head) -> tuple[str, ...]:
        """The lists a document belongs to: its column, the columns above, its tags."""
        if not is_listed(head):
            return ()
        tags = (tag_list(head.locale, slug) for slug in head.tag_slugs)
        return shared((*self.tree.lists_of(head.column), *tags))

    def _fill_lists(self, slots: Iterable[Slot]) -> None:
        """Known places stay; newcomers take the next ones, in the order of first publication."""
        places: dict[str, dict[str, int]] = defaultdict(dict)
        for name, document_id, taken in slots:
            name = shared(name)
            places[document_id][name] = taken
            self._open(name).end = max(self._open(name).end, taken + 1)
        members: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for head in asking(self.listed):
            self._seat(head, places.pop(head.id, {}))
            for name, position in zip(head.lists, head.places, strict=True):
                members[name].append((position, head.id))
        for name, found in members.items():
            self.lists[name].fill(found)
            self._name_tag(name)

    def _seat(self, head: Head, known: Mapping[str, int]) -> None:
        """Give a document its places, new ones at the end of the lists it has none in."""
        head.lists, found = self.memberships(head), []
        for name in head.lists:
            position = known.get(name)
            if position is None:
                position = self._open(name).end
                self.new_slots.append((name, head.id, position))
                self._open(name).end = position + 1
            found.append(position)
        head.places = tuple(found)

    def _open(self, name: str) -> Places:
        if name not in self.lists:
            self.lists[name] = Places()
        return self.lists[name]

    def _name_tag(self, name: str) -> None:
        """A tag is called what the member that joined last calls it."""
        if not name.startswith("tag:"):
            return
        self._tags = None
        self.tag_names.pop(name, None)
        for document_id in self.members(name).newest(1):
            head, slug = self.heads[document_id], name.split(":", 2)[2]
            self.tag_names[name] = next(tag["name"] for tag in head["tags"] if tag["slug"] == slug)

    def members(self, name: str) -> Places:
        """The members of a list; empty for one nobody stands in."""
        return self.lists.get(name, NOBODY)

    def block(self, name: str, number: int) -> list[str]:
        return self.members(name).block(number)

    def full_blocks(self, name: str) -> int:
        return self.members(name).full

    def newest(self, name: str, count: int = PER_PAGE) -> list[str]:
        return self.members(name).newest(count)

    def neighbours(self, name: str, document_id: str) -> tuple[str, str]:
        """(newer, older) document in a list, "" at the ends."""
        return self.members(name).neighbours(self.heads[document_id].place(name))

    # --- a change ------------------------------------------------------------------------------------------
    def is_frame(self, document_id: str, head: Head | None) -> bool:
        """Whether a change to `head` can only be taken by loading the site anew: columns, and links of list pages."""
        old = self.heads.get(document_id)
        column = any(one is not None and one.kind == "column" for one in (old, head))
        return column or link_of(old) != link_of(head)

    def apply(
        self, document_id: str, head: Head | None, note: Value | None, known: Mapping[str, int]
    ) -> None:
        """Put one document in the place of what it was; `known` are the places it was ever given, by list.

        Several changes are applied in the order of first publication, as newcomers take their places in it.
        """
        old = self.heads.get(document_id)
        self._forget_shards(old, head)
        self.heads.pop(document_id, None)
        self._cards.pop(document_id, None)
        if before := self.notes.pop(document_id, None):
            self._noted[before["path"]].discard(document_id)
        if old:
            self.indexes.remove(old)
            for name, position in zip(old.lists, old.places, strict=True):
                self.lists[name].remove(position)
        if note:
            self._note(note)
        if head:
            self.heads[document_id] = head
            self.indexes.add(head)
            self._seat(head, known)
            for name, position in zip(head.lists, head.places, strict=True):
                self.lists[name].add(position, document_id)
        for name in {*(old.lists if old else ()), *(head.lists if head else ())}:
            self._name_tag(name)

    def _forget_shards(self, *heads: Head | None) -> None:
        """What was known of the parts of the site map these, or others with their addresses, stand in."""
        for head in heads:
            if head:
                self.shard_days.pop(shard_of(head), None)
                for name in self.indexes.claimants(head.path):
                    self.shard_days.pop(shard_of(self.heads[name]), None)

    # --- documents in order --------------------------------------------------------------------------------
    @property
    def listed(self) -> list[Head]:
        """Every document that stands in lists, in the order of first publication."""
        return [self.heads[name] for _, name in self.indexes.listed]

    def newest_in(self, locale: str, count: int) -> list[Head]:
        """The newest listed documents of a language, oldest first."""
        return [self.heads[name] for _, name in self.indexes.by_locale.get(locale, [])[-count:]]

    def of_kind(self, kind: str, locale: str, count: int = 0) -> list[Head]:
        """Documents of a kind in the order of first publication: all, or the newest `count`."""
        return [self.heads[name] for _, name in self.indexes.of_kind(kind, locale)[-count:]]

    def updated(self, locale: str) -> str:
        """The newest published change of a language."""
        return (self.indexes.moments.get(locale) or [""])[-1]

    @property
    def gone(self) -> list[Value]:
        return [self.notes[name] for name in sorted(self.notes)]

    def noted_at(self, path: str) -> str:
        """The withdrawn document whose note stands under an address, "" for none."""
        return min(self._noted.get(path, ()), default="")

    def noted(self, path: str) -> frozenset[str]:
        """Every withdrawn document that has a note for an address."""
        return frozenset(self._noted.get(path, ()))

    def _note(self, note: Value) -> None:
        self.notes[note["id"]] = note
        self._noted[note["path"]].add(note["id"])

    def owner_of(self, path: str) -> str:
        """The document that stands at an address: of several the one published first. "" for none."""
        found = self.indexes.claimants(path)
        return min(found, key=lambda name: self.heads[name].order) if found else ""

    # --- columns -------------------------------------------------------------------------------------------
    def ancestors(self, head: Head) -> list[Head]:
        """The column a document stands in and those above it, nearest first."""
        return self.tree.above(head)

    @property
    def columns(self) -> dict[str, list[Head]]:
        """Columns of a locale in menu order."""
        return self.tree.by_locale

    def children(self, column_id: str, locale: str) -> list[Head]:
        return self.tree.children(column_id, locale)

    # --- cards ---------------------------------------------------------------------------------------------
    def card(self, document_id: str) -> Value | None:
        """What a list shows of a document; none if it is not public."""
        head = self.heads.get(document_id)
        if head is None or head.kind == "site":
            return None
        if document_id not in self._cards:
            if len(self._cards) >= CARDS:
                self._cards.clear()
            self._cards[document_id] = self._make_card(head)
        return self._cards[document_id]

    def _make_card(self, head: Head) -> Value:
        column = next(iter(self.ancestors(head)), None)
        fields = head.fields
        card = {name: fields[name] for name in CARD_FIELDS}
        card["column_id"] = column.id if column else ""
        card["column_title"] = column["title"] if column else ""
        card["column_path"] = column.path if column else ""
        card["tags"] = [{**tag, "path": tag_path(head.locale, tag["slug"])} for tag in fields["tags"]]
        return card

    def cards(self, ids) -> list[Value]:
        return [card for document_id in ids if (card := self.card(document_id))]

    def card_hash(self, document_id: str) -> str:
        head = self.heads.get(document_id)
        if head is None or head.kind == "site":
            return ""
        if not head.card_hash:
            head.card_hash = digest(self.card(document_id))
        return head.card_hash

    # --- tags and languages --------------------------------------------------------------------------------
    @property
    def locales(self) -> list[str]:
        """Languages that have a home page, Chinese first."""
        return [locale for locale in LANGS if self.indexes.of_kind("home", locale)]

    def translations(self, head: Head) -> list[Head]:
        """The same thing in the other languages, as far as it is public. Either side may name the other."""
        naming = self.indexes.translated_by.get(head.id, ())
        if not head.translations and not naming:
            return []
        ids = {*head.translations, *naming} - {head.id}
        found = [self.heads[name] for name in sorted(ids) if name in self.heads]
        return sorted((other for other in found if other.locale != head.locale), key=lambda h: h.locale)

    def tag(self, list_name: str) -> Value | None:
        """The tag of a list; none when nothing carries it."""
        if list_name not in self.tag_names:
            return None
        _, locale, slug = list_name.split(":", 2)
        name, count = self.tag_names[list_name], len(self.lists[list_name])
        return {"slug": slug, "name": name, "path": tag_path(locale, slug), "count": count}

    @property
    def tags(self) -> dict[str, list[Value]]:
        """Tags in use, by locale, with how many documents carry each; by name."""
        if self._tags is None:
            found: dict[str, list[Value]] = {locale: [] for locale in LANGS}
            for list_name in sorted(self.tag_names, key=lambda name: (self.tag_names[name], name)):
                found.setdefault(list_name.split(":", 2)[1], []).extend(filter(None, [self.tag(list_name)]))
            self._tags = found
        return self._tags
