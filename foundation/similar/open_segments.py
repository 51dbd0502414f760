"""Segments of the index as this process has them open: mapped where they lie, or from a copy on this machine's disk."""

import logging
import mmap
import os
import tempfile
import threading
import time
from pathlib import Path

from django.conf import settings

from .engine.segment import Damaged, Segment
from .models import SegmentFile

log = logging.getLogger(__name__)

STALE = 600  # seconds a copy nobody names is kept: another process may be about to open it
_open: dict[str, Segment] = {}  # by the name of the file, which no other file ever has
_lock = threading.Lock()


def open_segment(row: SegmentFile, *, anew: bool = False, thorough: bool = False) -> Segment:
    """Raises Damaged when the file is missing or not whole. `anew` looks at the file even if it is open already,
    `thorough` reads all of it."""
    name = row.name
    with _lock:
        if anew or name not in _open:
            try:
                _open[name] = Segment(_mapped(row), thorough=thorough)
            except (OSError, ValueError) as error:
                _open.pop(name, None)
                raise Damaged(str(error)) from error
        return _open[name]


def forget_others(kept: set[str]) -> None:
    """Close what is no longer part of the index."""
    with _lock:
        for name in _open.keys() - kept:
            del _open[name]


def _mapped(row: SegmentFile) -> mmap.mmap:
    try:
        path = Path(row.file.path)
    except NotImplementedError:  # the storage is a service
        path = _copy(row)
    with open(path, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _copy(row: SegmentFile) -> Path:
    folder = Path(settings.VAR_DIR) / "similar"
    path = folder / Path(row.name).name
    if path.exists():
        return path
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as file, row.file.open("rb") as source:
        while piece := source.read(1 << 20):
            file.write(piece)
    os.replace(draft, path)
    _sweep(folder)
    return path


def _sweep(folder: Path) -> None:
    named = {Path(name).name for name in SegmentFile.objects.values_list("file", flat=True)}
    for path in folder.iterdir():
        if path.name not in named and time.time() - path.stat().st_mtime > STALE:
            path.unlink(missing_ok=True)
