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
    for answer, entries in in_copies(count, lambda own: _part(site, draft, snapshot, stretches, own, count)):
        names |= answer
        draft.take(entries)
    return [name for number in sorted(names) for name in names[number]]


def _part(
    site: Site, draft: Draft, snapshot: Snapshot, stretches: list[list[Head]], own: int, count: int
) -> tuple[dict[int, list[str]], dict[str, Entry]]:
    """Every `count`-th stretch. Returns names by stretch, and the files written."""
    if own == 0:
        return _every(site, draft, snapshot, stretches, own, count), {}
    draft.entries.clear()  # of this copy: only what it makes goes back
    with Snapshot(snapshot.path, readonly=True) as reader:
        return _every(site, draft, reader, stretches, own, count), draft.entries


def _every(
    site: Site, draft: Draft, snapshot: Snapshot, stretches: list[list[Head]], own: int, count: int
) -> dict[int, list[str]]:
    return {
        number: _write(site, draft, snapshot, stretches[number])
        for number in range(own, len(stretches), count)
    }


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
