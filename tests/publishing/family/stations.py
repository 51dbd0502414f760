"""A family of documents the publisher has never heard of: 代表联络站. All it brings is here and in `theme/`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from publishing.contract import Document, Exporter, Gone, Tag

PREFIX = "station"
PUBLIC_LINK = '<p>来站前请先看<a href="{}">说明</a>。</p>'


@dataclass
class Station:
    """What the app would keep in its table."""

    number: int
    name: str
    address: str
    hours: str = "每月15日上午"
    street: str = "城关街道"
    guide: str = "/stations/"
    closed: str = ""


@dataclass
class Stations:
    rows: dict[str, Station] = field(default_factory=dict)

    def save(self, station: Station) -> str:
        name = f"{PREFIX}:{station.number}"
        self.rows[name] = station
        return name

    def export(self, ids: Iterable[str]) -> Iterator[Document | Gone]:
        for name in ids:
            if name in self.rows:
                yield document(name, self.rows[name])

    def exporter(self) -> Exporter:
        return Exporter(PREFIX, self.export, lambda: list(self.rows), theme=Path(__file__).parent / "theme")


def document(name: str, station: Station) -> Document | Gone:
    path = f"/stations/{station.number}/"
    if station.closed:
        return Gone(name, "zh-hans", path, station.name, "2026-11-22T00:00:00+00:00", station.closed)
    return Document(
        id=name,
        kind="station",
        locale="zh-hans",
        path=path,
        title=station.name,
        sequence=1000 + station.number,
        summary=f"设在{station.address}",
        source="市人大常委会代表联络室",
        published="2026-11-20T01:00:00+00:00",
        column="page:stations",
        tags=(Tag("chengguan", station.street),),
        body=({"type": "rich_text", "value": {"html": PUBLIC_LINK.format(station.guide)}},),
        data={"address": station.address, "hours": station.hours},
    )
