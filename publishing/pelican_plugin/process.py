"""Runs Pelican inside a long-lived process without leaving traces there."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet_pelican() -> Iterator[None]:
    """Pelican prints a summary, puts the current folder on the import path and never forgets an article; undo all."""
    from pelican import console
    from pelican.contents import Content
    from pelican.utils import memoized

    path, quiet, level = list(sys.path), console.quiet, logging.getLogger("pelican").level
    console.quiet = True
    try:
        yield
    finally:
        sys.path[:] = path
        console.quiet = quiet
        logging.getLogger("pelican").setLevel(level)
        for remembering in vars(Content).values():
            if isinstance(remembering, memoized):
                remembering.cache.clear()
