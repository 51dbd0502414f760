"""Brings the search index of a release up to date: a small segment for what changed, whatever the size of the site.

Small segments are put together as they gather, each document a few times at most; large ones wait for the first
release of a day, which nobody waits for.
"""

import logging
from collections.abc import Iterator

from ..make_way import asking
from ..planning.site import Head, Site
from ..release.draft import Draft
from ..snapshot import Snapshot
from .index import numbers
from .layout import FOLDER, LIST, MAX_DOCUMENTS, PLAIN
from .make_all import make_all, record, write_segments
from .record import Record, is_searchable, mark_of, name_of
from .segment_list import Part, SegmentList, is_intact, segment_file

logger = logging.getLogger(__name__)

TIDY = 1024  # documents a publish may write anew besides those that changed
TIDY_DAILY = 8192


def update_index(
    site: Site, draft: Draft, changed: set[str] | None, *, snapshot: Snapshot | None = None, workers: int = 1
) -> set[str]:
    """Write and remove in `draft` what the index of its release needs. Returns every file of the index.

    `changed`: documents that may differ from the base of the draft, None for "look at all". A changed place of a
    column in the tree touches the documents below it: they belong in `changed` then, or pass None. With the
    `snapshot` of the site a whole index is made by as many `workers`.
    """
    old = _read(draft)
    files = _bring_up_to_date(site, draft, old, changed) if old else None
    if files is None:
        names = make_all(site, draft, snapshot, workers)
        files = _finish(site, draft, _files_of_base(draft), [(name, 0) for name in names])
    return files


def _bring_up_to_date(
    site: Site, draft: Draft, old: SegmentList, changed: set[str] | None
) -> set[str] | None:
    """None: a segment that would have to be read is damaged."""
    fresh, lost = _compare(site, old, changed)
    before = {segment_file(part.file) for part in old.parts}
    parts = [part for part in old.parts if part.live]
    taken = _choose(parts, len(fresh), old.day != site.as_of)
    if not fresh and not lost and not taken:
        return {LIST, *before}
    try:
        merged = [one for part in taken for one in _records(draft, part)]
    except ValueError as error:
        logger.warning("The search index is damaged, making a new one: %s", error)
        return None
    pool = sorted([*(record(site, head) for head in fresh), *merged], key=lambda one: one.order)
    rest = [part.entry for part in parts if part not in taken]
    made = [(name, 0) for name in write_segments(draft, iter(pool))]
    return _finish(site, draft, before, [*rest, *made])


def _finish(site: Site, draft: Draft, before: set[str], entries: list[tuple[str, int]]) -> set[str]:
    """The list of all segments; those no longer in it leave the release. Returns the files."""
    draft.write(LIST, SegmentList.as_bytes(entries, site.as_of))
    files = {LIST, *(segment_file(name) for name, _ in entries)}
    for file in sorted(before - files):
        draft.remove(file)
    return files


# --- what the base has -------------------------------------------------------------------------------------
def _read(draft: Draft) -> SegmentList | None:
    folder = draft.paths.releases / draft.base / FOLDER if draft.base else None
    if folder is None or not folder.is_dir():
        return None
    try:
        return SegmentList.read(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("The search index of the last release cannot be used, making a new one: %s", error)
        return None


def _files_of_base(draft: Draft) -> set[str]:
    folder = draft.paths.releases / draft.base / FOLDER if draft.base else None
    return (
        {f"{FOLDER}/{file.name}" for file in sorted(folder.iterdir())}
        if folder and folder.is_dir()
        else set()
    )


def _records(draft: Draft, part: Part) -> Iterator[Record]:
    """What still counts of a segment, ValueError when it is not what was once written."""
    assert draft.base
    if not is_intact(draft.paths.releases / draft.base / segment_file(part.file)):
        raise ValueError(f"{part.file} was changed")
    return (part.segment.record(number) for number in numbers(part.live))


# --- what changed ------------------------------------------------------------------------------------------
def _mark(site: Site, head: Head) -> bytes:
    return mark_of(head, [column["id"] for column in site.ancestors(head)])


def _compare(site: Site, old: SegmentList, changed: set[str] | None) -> tuple[list[Head], int]:
    """Documents to write; those replaced or withdrawn are marked dead in `old`, and counted."""
    lost, fresh = 0, []
    places = _places(old) if changed is None else None
    wanted = site.heads if changed is None else {name: site.heads.get(name) for name in sorted(changed)}
    seen = set()
    for document_id, head in asking(wanted.items()):
        name = name_of(document_id)
        searchable = head is not None and is_searchable(head)
        if searchable:
            seen.add(name)
        place = places.get(name) if places is not None else _find(old, name)
        if place and head and searchable and place[0].segment.mark(place[1]) == _mark(site, head):
            continue
        if place:
            place[0].dead |= 1 << place[1]
            lost += 1
        if head and searchable:
            fresh.append(head)
    return fresh, lost + (_bury(old, seen) if changed is None else 0)


def _find(old: SegmentList, name: int) -> tuple[Part, int] | None:
    for part in old.parts:
        number = part.segment.number(name)
        if number is not None and not part.dead >> number & 1:
            return part, number
    return None


def _places(old: SegmentList) -> dict[int, tuple[Part, int]]:
    """The same for all documents at once."""
    return {
        part.segment.names[number]: (part, number)
        for part in asking(old.parts, 1)
        for number in numbers(part.live)
    }


def _bury(old: SegmentList, seen: set[int]) -> int:
    """Mark what the site no longer has."""
    lost = 0
    for part in asking(old.parts, 1):
        for number in numbers(part.live):
            if part.segment.names[number] not in seen:
                part.dead |= 1 << number
                lost += 1
    return lost


# --- which segments to put together ------------------------------------------------------------------------
def _choose(parts: list[Part], size: int, daily: bool) -> list[Part]:
    """Segments to write anew together with `size` documents.

    A segment joins when it is not much larger than what is being written: so their number stays logarithmic and a
    document is written anew a few times in its life. Large ones join once a day, when several gathered.
    """
    most = TIDY_DAILY if daily else TIDY
    small = sorted((part for part in parts if part.size < MAX_DOCUMENTS // 2), key=lambda part: part.size)
    if daily:
        small = _gathered(small, size)
    elif not size:
        small = []
    taken: list[Part] = []
    written = size
    for part in small:
        if written + part.size > most or not (daily or part.size <= max(PLAIN, 2 * written)):
            break
        taken.append(part)
        written += part.size
    return taken


def _gathered(small: list[Part], size: int) -> list[Part]:
    """A single small segment is left alone as long as nothing joins it and it lost little."""
    if len(small) > 1 or (small and size):
        return small
    return [part for part in small if 2 * part.size < part.segment.count]
