"""Look over the whole index once a day: every byte of every segment, every item of every collection."""

from datetime import timedelta

from django.utils import timezone

from foundation.jobs.services import enqueue

from ..models import SegmentFile
from ..registry import UPDATE, collections
from .mend import mend
from .update import fill, update

ORPHAN = timedelta(hours=1)  # a file no row names is from a process that died, unless it is being written


def ask_for_check() -> None:
    enqueue(UPDATE, {"check": True}, key="check")


def check(progress=None) -> dict:
    """Put right what is missing. `damaged`: items that had to be written anew; `missed`: changes nobody told."""
    damaged = mend(thorough=True)
    missed = sum(fill(name) for name in sorted(collections))
    return {"damaged": damaged, "missed": missed, "written": update(progress), "orphans": _sweep()}


def _sweep() -> int:
    storage = SegmentFile._meta.get_field("file").storage
    named = set(SegmentFile.objects.values_list("file", flat=True))
    try:
        found = [f"similar/{name}" for name in storage.listdir("similar")[1]]
    except FileNotFoundError:
        return 0
    old = [n for n in found if n not in named and storage.get_modified_time(n) < timezone.now() - ORPHAN]
    for name in old:
        storage.delete(name)
    return len(old)
