"""From a finished folder to what readers get: one rename each, and clean-up of what a crash left."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..paths import SitePaths

KEEP = 10
STAGING = ".staging"


@contextmanager
def publisher_lock(paths: SitePaths) -> Iterator[None]:
    """One publisher at a time, on one machine. The kernel frees the lock when its holder dies."""
    paths.prepare()
    with open(paths.lock, "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def seal(staging: Path, release: Path) -> None:
    """Give the finished folder its name; from now on nobody changes it."""
    _sync(staging / "manifest.json")
    if release.exists():  # left by a run that was killed before it told anybody
        shutil.rmtree(release)
    os.rename(staging, release)
    _sync(release.parent)


def switch(paths: SitePaths, release: str) -> None:
    """Readers get the new release from the next request on; never a mixture."""
    link = paths.root / ".current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release)
    os.replace(link, paths.current)
    _sync(paths.root)


def current_release(paths: SitePaths) -> str:
    """Name of the release being served, "" before the first."""
    return os.path.basename(os.readlink(paths.current)) if paths.current.is_symlink() else ""


def sweep(paths: SitePaths, in_use: set[str], keep: int = KEEP) -> list[str]:
    """Remove unfinished folders and the oldest releases. Returns what was removed."""
    removed = []
    shutil.rmtree(paths.releases / STAGING, ignore_errors=True)
    names = sorted(name for name in os.listdir(paths.releases) if name.startswith("r") and name not in in_use)
    for name in names[: max(0, len(names) - keep)]:
        shutil.rmtree(paths.releases / name, ignore_errors=True)
        removed.append(name)
    return removed


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
