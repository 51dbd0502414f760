"""The records and segments of a whole site, in several processes when there are many."""

from collections.abc import Iterator
from typing import Any

from ..make_way import asking
from ..planning.site import Head, Site
from ..release.draft import Draft
from ..release.entry import Entry
from ..rendering.workers import in_copies, usable
from ..snapshot import Snapshot
from .layout import MAX_DOCUMENTS
from .make_record import make_record
from .record import Record, is_searchable, microseconds, name_of
from .segment_list import segment_file, segment_name
from .segment_write import portions, segment_bytes
from .units import classes

STEP = 100  # bodies read at once
Answer = tuple[int, list[str], dict[str, Entry]]  # number of a stretch, its segments, files a copy wrote


def record(site: Site, head: Head, body: list[dict[str, Any]] | None = None) -> Record:
    found = site.body(head["id"]) if body is None else body
    return make_record(head, found, [column["id"] for column in site.ancestors(head)])


def make_all(site: Site, draft: Draft, snapshot: Snapshot | None, workers: int) -> list[str]:
    """Write a segment for each stretch of documents; returns their names. The same site gives the same ones."""
    heads = [head for head in asking(site.heads.values()) if is_searchable(head)]
    heads.sort(key=lambda head: (-microseconds(head["published"]), -head["sequence"], name_of(head["id"])))
    stretches = [heads[start : start + MAX_DOCUMENTS] for start in range(0, len(heads), MAX_DOCUMENTS)]
    count = min(usable(workers), len(stretches)) if snapshot else 1
    if count < 2 or snapshot is None:
        return [name for stretch in stretches for name in _write(site, draft, snapshot, stretch)]
    classes()  # once, for all copies
    snapshot.share()
    names: dict[int, list[str]] = {}

    def take(answer: Answer) -> None:
        names[answer[0]] = answer[1]
        draft.take(answer[2])

    in_copies(count, lambda own: _part(site, draft, snapshot, stretches, own, count), take)
    return [name for number in sorted(names) for name in names[number]]


def _part(
    site: Site, draft: Draft, snapshot: Snapshot, stretches: list[list[Head]], own: int, count: int
) -> Iterator[Answer]:
    """Every `count`-th stretch."""
    numbers = range(own, len(stretches), count)
    if own == 0:
        for number in numbers:
            yield number, _write(site, draft, snapshot, stretches[number]), {}
        return
    with Snapshot(snapshot.path, readonly=True) as reader:
        for number in numbers:
            draft.entries = {}  # of this copy: only what it makes goes back
            yield number, _write(site, draft, reader, stretches[number]), draft.entries


def _write(site: Site, draft: Draft, snapshot: Snapshot | None, heads: list[Head]) -> list[str]:
    return write_segments(draft, _records(site, snapshot, heads))


def _records(site: Site, snapshot: Snapshot | None, heads: list[Head]) -> Iterator[Record]:
    for start in asking(range(0, len(heads), STEP), 1):
        stretch = heads[start : start + STEP]
        bodies = snapshot.bodies([head["id"] for head in stretch]) if snapshot else {}
        for head in stretch:
            yield record(site, head, bodies.get(head["id"]))


def write_segments(draft: Draft, records: Iterator[Record]) -> list[str]:
    names = []
    for portion in portions(records):
        data = segment_bytes(portion)
        names.append(segment_name(data))
        draft.write(segment_file(names[-1]), data)
    return names
