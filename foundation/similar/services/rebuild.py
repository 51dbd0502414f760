"""Write the whole index anew."""

from ..models import Entry
from ..registry import collections
from .update import fill, update


def rebuild(progress=None) -> int:
    """Every item is written anew; until then the old index goes on answering. Returns how many items there were."""
    for name in sorted(collections):
        fill(name)
    Entry.objects.update(live=True)
    return update(progress)
