"""A publisher that has just started reads the site before anybody waits for it."""

from ..pelican_plugin import generator  # noqa: F401 - what the first release would have to import
from ..release.activate import publisher_lock
from ..rendering.phrases import phrase
from ..run import memory
from ..snapshot import Snapshot
from .where import site_paths


def warm_up() -> bool:
    """Have this process remember the last release. False when there is none yet, or it has to be looked at anew."""
    paths = site_paths()
    if not paths.snapshot.exists():
        return False
    phrase("会议")  # loads the dictionary of words
    with publisher_lock(paths), Snapshot(paths.snapshot) as snapshot:
        warm = memory.warm(paths, snapshot)
    memory.rest()
    return warm
