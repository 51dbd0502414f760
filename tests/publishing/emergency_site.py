"""A site of some hundred pages behind the publisher's door, and what readers get after each release."""

from dataclasses import dataclass, field
from pathlib import Path

from publishing import build as engine
from publishing.contract import Document, Exporter
from publishing.paths import SitePaths
from publishing.release.layout import walk
from publishing.services import record_change
from publishing.services.where import site_paths
from publishing.snapshot import Snapshot
from tests.publishing import factory
from tests.publishing.factory import gone, replace, small_site

COUNT = 420  # enough for a second process to render
MANY = range(10, COUNT - 10)


def item(number: int, **more) -> Document:
    """An article of the factory, published long ago: the gate refuses what lies in the future."""
    day = {"published": "2026-01-02T01:30:00+00:00", "updated": "2026-01-02T02:30:00+00:00"}
    return factory.item(number, **{**day, **more})


@dataclass
class Office:
    """What the CMS would hold; `seen` is what readers got after each switch."""

    documents: dict = field(default_factory=dict)
    seen: list[dict[str, bytes]] = field(default_factory=list)
    last: str = ""

    def exporter(self, prefix: str) -> Exporter:
        def all_ids() -> list[str]:
            return [name for name in self.documents if name.startswith(f"{prefix}:")]

        def export(ids):
            return [self.documents[name] for name in ids if name in self.documents]

        return Exporter(prefix, export, all_ids)

    def save(self, *documents, **change) -> None:
        for document in documents:
            self.documents[document.id] = document
            record_change(document.id, "publish", **change)

    def withdraw(self, number: int, **more) -> None:
        self.save(gone(item(number), "引用数字有误"), urgent=True, **more)

    def change_many(self) -> None:
        self.save(*(replace(item(number), title=f"改后的第{number}号") for number in MANY))

    def look(self, *_: object) -> None:
        """Like a reader who asks after every page of progress."""
        current = site_paths().current
        name = current.readlink().name if current.is_symlink() else ""
        if name and name != self.last:
            self.last = name
            self.seen.append(readers())


class WhileRendering:
    """Progress during which `act` happens once, when so many pages are made."""

    def __init__(self, office: Office, act, after: int = 100):
        self.office, self.act, self.after, self.done = office, act, after, False

    def __call__(self, percent: float, message: str = "") -> None:
        self.office.look()
        word, _, count = message.partition(" ")
        if not self.done and word == "生成页面" and int(count.partition("/")[0]) >= self.after:
            self.done = True
            self.act()


def readers() -> dict[str, bytes]:
    """Every file readers get now."""
    return {file: Path(place).read_bytes() for file, place in walk(site_paths().current.resolve())}


def fresh_build(folder: Path, setup: engine.Setup) -> dict[str, bytes]:
    """What a full build elsewhere makes of the same snapshot."""
    paths = SitePaths(folder)
    paths.prepare()
    with Snapshot(site_paths().snapshot) as snapshot:
        snapshot.db.execute("COMMIT")
        snapshot.db.execute("VACUUM INTO ?", [str(paths.snapshot)])
    with Snapshot(paths.snapshot) as snapshot:
        engine.build(engine.Setup(paths, setup.theme, setup.site_url, setup.options), snapshot, full=True)
    return {file: Path(place).read_bytes() for file, place in walk(paths.current.resolve())}


def first_site() -> dict:
    return {document.id: document for document in [*small_site(0), *map(item, range(1, COUNT + 1))]}
