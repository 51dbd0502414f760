"""Folders nobody needs any more, too large to be removed while somebody waits: renamed at once, removed later."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from ..make_way import asking

ASIDE = ".aside-"


def set_aside(folder: Path) -> None:
    """Out of the way by one rename; where there is no such folder nothing happens."""
    if folder.is_dir():
        os.rename(folder, tempfile.mkdtemp(prefix=ASIDE, dir=folder.parent))


def remove_aside(releases: Path) -> None:
    """Remove what runs set aside, those that were killed as well. Several may do so at once.

    Makes way: what is left then waits for the next run, or for the sweep of old releases.
    """
    for name in sorted(os.listdir(releases)):
        if name.startswith(ASIDE):
            _remove(releases / name)


def _remove(folder: Path) -> None:
    for where, folders, files in asking(os.walk(folder, topdown=False), 50):
        for name in files:
            with suppress(OSError):  # somebody else was quicker
                os.unlink(f"{where}/{name}")
        for name in folders:
            path = f"{where}/{name}"
            with suppress(OSError):
                (os.unlink if os.path.islink(path) else os.rmdir)(path)
    with suppress(OSError):
        os.rmdir(folder)
