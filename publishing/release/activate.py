"""Which release readers get: one link, switched by one rename. And the lock that lets one publisher work at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foundation.disk import sync

from ..paths import SitePaths
from .aside import set_aside
from .layout import MANIFEST, STAGING


@contextmanager
def publisher_lock(paths: SitePaths) -> Iterator[None]:
    """One publisher at a time, on one machine. The kernel frees the lock when its holder dies."""
    paths.prepare()
    with open(paths.lock, "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def switch(paths: SitePaths, release: str) -> None:
    """Readers get the new release from the next request on; never a mixture."""
    link = paths.root / ".current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release)
    os.replace(link, paths.current)
    sync(paths.root)


def current_release(paths: SitePaths) -> str:
    """Name of the release being served, "" before the first."""
    return os.path.basename(os.readlink(paths.current)) if paths.current.is_symlink() else ""


def clear(paths: SitePaths) -> None:
    """Set the unfinished folder aside that a run left. For the holder of the lock."""
    set_aside(paths.releases / STAGING)


def finished_releases(paths: SitePaths) -> list[str]:
    """Names of the releases that can be served, oldest first. Folders without a manifest are retired."""
    names = os.listdir(paths.releases)
    return sorted(name for name in names if name[0] == "r" and (paths.releases / name / MANIFEST).is_file())
