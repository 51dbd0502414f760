"""Put right what is missing: the index is derived, so what is lost is written anew."""

import logging

import numpy as np
from django.db import transaction

from ..engine.ranking import Index
from ..engine.segment import Damaged, Segment
from ..models import Entry, SegmentFile
from ..open_segments import open_segment

log = logging.getLogger(__name__)

AT_ONCE = 500


def mend(*, thorough: bool = False) -> int:
    """Drop segments that are damaged or missing, and mark what is in none of the others to be written.

    Returns how many items that are. Looks further only where a segment is bad, or when `thorough`.
    """
    good: list[Segment] = []
    bad: list[SegmentFile] = []
    for row in SegmentFile.objects.all():
        try:
            good.append(open_segment(row, anew=True, thorough=thorough))
        except Damaged as error:
            log.error("segment %s is made anew: %s", row.name, error)
            bad.append(row)
    if not bad and not thorough:
        return 0
    with transaction.atomic():
        SegmentFile.objects.filter(pk__in=[row.pk for row in bad]).delete()
        for row in bad:
            transaction.on_commit(row.remove_file)
        return _write_anew(Index(good))


def _write_anew(index: Index) -> int:
    held = np.concatenate(
        [np.empty(0, np.int64), *(s.numbers[a] for s, a in zip(index.segments, index.alive, strict=True))]
    )
    settled = np.array(Entry.objects.filter(live=False).values_list("pk", flat=True), np.int64)
    missing = np.setdiff1d(settled, held).tolist()
    for at in range(0, len(missing), AT_ONCE):
        Entry.objects.filter(pk__in=missing[at : at + AT_ONCE]).update(live=True)
    ghosts = np.setdiff1d(held, np.array(Entry.objects.values_list("pk", flat=True), np.int64)).tolist()
    # the file that said they are gone is lost: entered once more under their number, they are found gone again
    Entry.objects.bulk_create(
        [Entry(pk=pk, collection="", object_id=f"gone-{pk}", version=0) for pk in ghosts],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    return len(missing) + len(ghosts)
