"""The index as it is now, for every process alike: segments named in the database, and what changed since."""

import logging
import threading
from dataclasses import dataclass

from foundation.jobs.services import enqueue

from .engine.ranking import Index
from .engine.segment import Damaged, Indexed, Segment, segment_bytes
from .engine.terms import item_terms
from .models import Entry, SegmentFile
from .open_segments import forget_others, open_segment
from .registry import UPDATE, documents

log = logging.getLogger(__name__)

LIVE = 512  # changed items that are compared before they are in a segment; more of them wait for the worker


@dataclass(frozen=True)
class View:
    """`complete`: nothing is missing because it waits for the worker or a file is damaged."""

    index: Index
    complete: bool


_lock = threading.Lock()
_last: tuple[object, View] | None = None
_terms: dict[tuple[int, int], Indexed | None] = {}  # of live entries: by number and version


def view() -> View:
    """Two short statements, and work only when something changed."""
    global _last
    live = list(
        Entry.objects.filter(live=True).order_by("pk")[: LIVE + 1]
    )  # first: what leaves it is in a segment
    rows = list(SegmentFile.objects.all())
    state = tuple((one.pk, one.version) for one in live), tuple(row.name for row in rows)
    with _lock:
        if _last is None or _last[0] != state:
            segments = _segments(rows)
            index = Index([_live_segment(live[:LIVE]), *segments])
            _last = state, View(index, complete=len(live) <= LIVE and len(segments) == len(rows))
        return _last[1]


def _segments(rows: list[SegmentFile]) -> list[Segment]:
    """Those that are whole; the worker is told of the others."""
    forget_others({row.name for row in rows})
    opened = []
    for row in rows:
        try:
            opened.append(open_segment(row))
        except Damaged as error:  # or replaced a moment ago: then the next query sees its successor
            log.warning("segment %s of the index of similar items cannot be read: %s", row.name, error)
            enqueue(UPDATE, key="update")
    return opened


def _live_segment(live: list[Entry]) -> Segment:
    wanted = {(one.pk, one.version): one for one in live}
    for gone in _terms.keys() - wanted.keys():
        del _terms[gone]
    fresh = [one for key, one in wanted.items() if key not in _terms]
    _terms.update(read(fresh))
    found = [item for item in _terms.values() if item]
    return Segment(segment_bytes(found, {one.pk for one in live} - {item.number for item in found}))


def read(entries: list[Entry]) -> dict[tuple[int, int], Indexed | None]:
    """Entries as the index takes them; None for what is gone."""
    by_collection: dict[str, list[str]] = {}
    for one in entries:
        by_collection.setdefault(one.collection, []).append(one.object_id)
    texts = {name: documents(name, ids) for name, ids in by_collection.items()}
    found: dict[tuple[int, int], Indexed | None] = {}
    for one in entries:
        document = texts[one.collection].get(one.object_id)
        terms = item_terms(document.title, document.text) if document else None
        found[one.pk, one.version] = (
            Indexed(one.pk, one.collection, one.object_id, terms) if terms is not None else None
        )
    return found
