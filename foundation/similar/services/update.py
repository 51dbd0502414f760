"""Write what changed into a segment of the index, and small segments together. Safe to stop or repeat at any moment:
a new file counts from the one transaction that names it, and until then nothing has changed."""

import logging
from dataclasses import dataclass

import numpy as np
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from foundation.jobs.services import enqueue

from ..engine.ranking import Index
from ..engine.segment import MOST, Damaged, Indexed, Segment, segment_bytes
from ..models import Entry, Filled, SegmentFile
from ..open_segments import open_segment
from ..registry import UPDATE, collections
from ..view import read
from .changed import changed
from .mend import mend

log = logging.getLogger(__name__)

PORTION = 4096  # items written at a time


class Overtaken(Exception):
    """Somebody else changed the index meanwhile; nothing was done, do it again."""


def ask_for_update() -> None:
    enqueue(UPDATE, key="update")


def watch() -> None:
    """Have the worker look whether there is anything to write."""
    if Entry.objects.filter(live=True).exists() or collections.keys() - _filled():
        ask_for_update()


def update_job(payload: dict, progress) -> dict:
    from .check import check

    return check(progress) if payload.get("check") else {"written": update(progress)}


def update(progress=None) -> int:
    """Bring the index up to date; returns how many items were written."""
    for name in sorted(collections.keys() - _filled()):
        fill(name)
    mend()
    written, total = 0, Entry.objects.filter(live=True).count()
    while True:
        try:
            step = _write_some()
        except (Overtaken, IntegrityError):
            continue
        if not step:
            return written
        written += step
        if progress:
            progress.step(
                100 * min(written, total) / max(total, 1), f"已写入 {written}/{max(written, total)}"
            )


def fill(name: str) -> int:
    """Enter the items of a collection nobody entered yet; returns how many there are."""
    known = set(Entry.objects.filter(collection=name).values_list("object_id", flat=True))
    wanted = {str(one) for one in collections[name].ids()}
    missing = sorted(wanted - known)
    for at in range(0, len(missing), 500):
        changed(name, *missing[at : at + 500])
    changed(name, *(known - wanted))
    Filled.objects.get_or_create(collection=name)
    return len(missing)


def _filled() -> set[str]:
    return set(Filled.objects.values_list("collection", flat=True))


@dataclass(frozen=True)
class _Part:
    row: SegmentFile
    segment: Segment
    alive: np.ndarray

    @property
    def left(self) -> int:
        return int(np.count_nonzero(self.alive))


def _write_some() -> int:
    """One portion. Returns how many entries were settled."""
    parts = _parts()
    live = list(Entry.objects.filter(live=True).order_by("pk")[:PORTION])
    found = read(live)
    fresh = [item for item in found.values() if item]
    changed_numbers = np.array([one.pk for one in live], np.int64)
    parts = [
        _Part(part.row, part.segment, part.alive & ~np.isin(part.segment.numbers, changed_numbers))
        for part in parts
    ]
    taken = _to_rewrite(parts, len(fresh))
    if not live and not taken:
        return 0
    items = fresh + [part.segment.indexed(at) for part in taken for at in np.flatnonzero(part.alive).tolist()]
    kept = [part for part in parts if part not in taken]
    gone = {one.pk for one in live} - {item.number for item in fresh}
    for part in taken:
        gone |= set(part.segment.gone.tolist())
    gone &= {
        int(n) for part in kept for n in np.intersect1d(part.segment.numbers, np.array([*gone], np.int64))
    }
    _commit(parts, taken, items, gone, live, {item.number for item in fresh})
    return len(live)


def _parts() -> list[_Part]:
    rows = list(SegmentFile.objects.all())
    try:
        segments = [open_segment(row) for row in rows]
    except Damaged as error:  # replaced by somebody a moment ago, or destroyed since `mend` looked
        mend()
        raise Overtaken from error
    index = Index(segments)
    return [_Part(*three) for three in zip(rows, segments, index.alive, strict=True)]


def _to_rewrite(parts: list[_Part], size: int) -> list[_Part]:
    """Segments not much larger than what is written, and those most of whose items were replaced.

    So their number stays logarithmic, and an item is written anew a few times in its life.
    """
    taken: list[_Part] = []
    for part in sorted(parts, key=lambda part: (part.left, part.row.pk)):
        idle = part.segment.count and part.left * 2 < part.segment.count
        if size + part.left <= MOST and (idle or (size and part.left <= 2 * size)):
            taken.append(part)
            size += part.left
    return taken


def _commit(
    parts: list[_Part],
    taken: list[_Part],
    items: list[Indexed],
    gone: set[int],
    live: list[Entry],
    written: set[int],
) -> None:
    made = _save(parts, items, gone) if items or gone else None
    try:
        with transaction.atomic():
            now = set(SegmentFile.objects.select_for_update().values_list("pk", flat=True))
            if now != {part.row.pk for part in parts}:
                raise Overtaken
            if made:
                made.save()
            SegmentFile.objects.filter(pk__in=[part.row.pk for part in taken]).delete()
            _settle(live, written)
            for part in taken:
                transaction.on_commit(part.row.remove_file)
    except BaseException:
        if made:
            made.remove_file()
        raise


def _save(parts: list[_Part], items: list[Indexed], gone: set[int]) -> SegmentFile:
    """The file is whole on the disk before a transaction names it."""
    data = segment_bytes(items, gone)
    rank = max((part.row.rank for part in parts), default=0) + 1
    made = SegmentFile(rank=rank, items=len(items), bytes=len(data))
    made.file.save("segment.bin", ContentFile(data), save=False)
    return made


def _settle(live: list[Entry], written: set[int]) -> None:
    """Entries that did not change since they were read are settled; the others stay live and cover what was written."""
    versions = {one.pk: one.version for one in live}
    rows = Entry.objects.select_for_update().filter(pk__in=versions).order_by("pk")
    same = [pk for pk, version in rows.values_list("pk", "version") if versions[pk] == version]
    Entry.objects.filter(pk__in=[pk for pk in same if pk in written]).update(live=False)
    Entry.objects.filter(pk__in=[pk for pk in same if pk not in written]).delete()
