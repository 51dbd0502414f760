"""Reach a folder of a release without following any link, so that nobody can lead the guard elsewhere.

The answer is a path through an open handle: whatever is done with it happens in that very folder, even when the names
above it are changed meanwhile.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def inside(releases: str, home: str, folder: str) -> Iterator[str]:
    """The folder `folder` ("" for the root) of the release `home`; `home` "" is the folder of releases itself.

    Raises OSError when there is no such real folder, or when a link stands in the way.
    """
    handle = os.open(releases, FLAGS)
    try:
        for part in (*([home] if home else []), *(folder.split("/") if folder else [])):
            inner = os.open(part, FLAGS, dir_fd=handle)
            os.close(handle)
            handle = inner
        yield f"/proc/self/fd/{handle}"
    finally:
        os.close(handle)


def is_there(releases: str, home: str, folder: str) -> bool:
    try:
        with inside(releases, home, folder):
            return True
    except OSError:
        return False


def above(home: str, folder: str) -> tuple[str, str, str]:
    """(home, folder) of the folder that holds a folder, and its name there."""
    if not folder:
        return "", "", home
    parent, _, name = folder.rpartition("/")
    return home, parent, name
