"""What the CMS would hold: documents, what of them no release contains yet, columns, tags, redirects, the day."""

from dataclasses import dataclass, field
from typing import Any

from publishing.contract import Document, Gone, Moved, Tag
from tests.publishing.factory import gone, home, identity, replace, rich

from .documents import FILES, KINDS, TAGS, asset, document, moment, news_body, section

STRUCTURE = ("site", "home", "column")


@dataclass
class World:
    """`waiting` is the change log: what the next release is to contain, None for what was never public."""

    live: dict[str, Document] = field(default_factory=dict)
    notes: dict[str, Gone] = field(default_factory=dict)
    waiting: dict[str, Document | Gone | None] = field(default_factory=dict)
    sets: list[frozenset[str]] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    tag_names: dict[str, str] = field(default_factory=dict)
    drafts: list[Document] = field(default_factory=list)
    sound: dict[str, Document] = field(default_factory=dict)  # what a bad document was before it went bad
    day: int = 1
    last: int = 0

    # --- what is there -------------------------------------------------------------------------------------
    def items(self) -> list[Document]:
        return [one for _, one in sorted(self.live.items()) if one.kind not in STRUCTURE]

    def columns(self, locale: str = "") -> list[Document]:
        found = [one for _, one in sorted(self.live.items()) if one.kind == "column"]
        return [one for one in found if not locale or one.locale == locale]

    def pick(self, number: int) -> Document | None:
        items = self.items()
        return items[number % len(items)] if items else None

    @property
    def as_of(self) -> str:
        return f"2026-12-{self.day:02d}" if self.day < 29 else f"2027-01-{self.day - 28:02d}"

    def redirects(self) -> list[Moved]:
        return [Moved(path, target) for path, target in sorted(self.moved.items())]

    # --- changes -------------------------------------------------------------------------------------------
    def put(self, *documents: Document) -> None:
        for one in documents:
            self.live[one.id] = one
            self.notes.pop(one.id, None)
            self.waiting[one.id] = one
            self.moved.pop(one.path, None)

    def lay_ground(self, items: int) -> None:
        """Most items stand in one column, so that its archive pages fill; their places cross a sitemap shard."""
        self.last = 1000 - items
        for locale in ("zh-hans", "en"):
            self.put(identity(locale), home(locale))
            for position, name in enumerate(("news", "notices", "law")):
                self.put(section(name, locale, position=position, title=f"{name}-{locale}"))
        for number in range(items):
            self.create(3 * number if number % 8 else number, 0 if number % 3 else number, english=False)

    def create(self, seed: int, kind: int, *, english: bool) -> None:
        self.put(self.draft(seed, kind, english=english))

    def draft(self, seed: int, kind: int, *, english: bool) -> Document:
        """A new document that is not public yet but has its place in the order of first publication."""
        self.last += 1
        columns = self.columns("en" if english else "zh-hans")
        made = document(self.last, KINDS[kind % len(KINDS)], columns[seed % len(columns)], seed, self.items())
        return replace(made, tags=tuple(self.named(tag) for tag in made.tags))

    def named(self, tag: Tag) -> Tag:
        return replace(tag, name=self.tag_names.get(tag.slug, tag.name))

    def edit(self, one: Document, seed: int) -> Document:
        """A change of one, or of several, of the things an editor writes."""
        changes: dict[str, Any] = {"updated": moment(seed, 1)}
        if seed & 1:
            changes["title"] = f"改后的标题{seed} <&> {one.id}"
        if seed & 2:
            changes["summary"] = f"改后的摘要{seed}" if seed & 8 else ""
        if seed & 4 or not seed & 3:
            changes["body"] = news_body(seed, self.items())
            files = any(block["type"] == "attachments" for block in changes["body"])
            changes["assets"] = tuple({*one.assets, *([asset("c.pdf")] if files else [])})
        if one.kind == "topic":
            groups = one.data["groups"]
            changes["data"] = {"groups": [{**group, "documents": group["documents"][1:]} for group in groups]}
        return replace(one, **changes)

    def withdraw(self, one: Document) -> None:
        del self.live[one.id]
        self.notes[one.id] = self.waiting[one.id] = gone(one)

    def drop(self, one: Document) -> None:
        del self.live[one.id]
        self.waiting[one.id] = None

    def move(self, one: Document, target: Document, *, address: bool) -> None:
        path = f"{target.path}{one.path.rstrip('/').rsplit('/', 1)[-1]}-{self.last}/" if address else one.path
        self.readdress(replace(one, column=target.id), path)

    def readdress(self, one: Document, path: str) -> None:
        """Put a document under a new address; the old one leads there from now on."""
        if path != one.path:
            self.moved = {old: path if target == one.path else target for old, target in self.moved.items()}
            self.moved[one.path] = path
        self.put(replace(one, path=path))

    def move_column(self, column: Document, parent: Document | None, *, address: bool) -> None:
        """Below another column, or to the top; with its address everything in it moves."""
        name = column.path.rstrip("/").rsplit("/", 1)[-1]
        base = parent.path if parent else "/" if column.locale == "zh-hans" else f"/{column.locale}/"
        path, old = f"{base}{name}/", column.path
        column = replace(column, data={**column.data, "parent": parent.id if parent else ""})
        taken = {one.path for one in self.live.values()}
        if not address or path == old or path in taken:
            self.put(column)
            return
        self.readdress(column, path)
        for one in list(self.live.values()):
            if one.path.startswith(old) and one.id != column.id:
                self.readdress(one, path + one.path.removeprefix(old))

    def spoil(self, one: Document, how: int) -> None:
        """The CMS releases something that cannot be published."""
        other = next(other for other in self.live.values() if other.kind == "home")
        bad = (
            {"body": (rich('<p onclick="x()">点我</p>'),)},
            {"path": "/theme/taken/"},
            {"path": other.path},
            {"title": " "},
            {"assets": (replace(asset("a.jpg"), path="/media/lost.jpg", sha256="0" * 64),)},
        )
        self.sound.setdefault(one.id, one)
        self.put(replace(one, **bad[how % len(bad)]))

    def rename_tag(self, place: int, name: str) -> None:
        """Every document that carries the tag changes, and none of them by an edit of its own."""
        used = sorted({tag.slug for one in self.items() for tag in one.tags})
        if not used:
            return
        slug = used[place % len(used)]
        self.tag_names[slug] = name
        for one in self.items():
            if slug in {tag.slug for tag in one.tags}:
                self.put(replace(one, tags=tuple(self.named(tag) for tag in one.tags)))

    def settle(self, held: set[str]) -> None:
        """A release is out: what it contains waits no longer."""
        self.waiting = {name: value for name, value in self.waiting.items() if name in held}
        self.sets = [group for group in self.sets if group & held]


__all__ = ["FILES", "TAGS", "World"]
