"""Folders where jobs work. ffmpeg only reads local files: a file behind an address would let a playlist in disguise
reach the network, so a source that lies elsewhere is fetched once per machine.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from foundation.storage.errors import disk_errors
from foundation.storage.private import PrivateStorage, private_storage

from .models import Video

BLOCK = 4 << 20


def root() -> Path:
    """Below it, a folder per video."""
    folder = Path(settings.VAR_DIR) / "media_work"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def work_folder(video: Video) -> Iterator[Path]:
    """For one run of one job, removed at its end. What a killed worker left is removed with the video's folder."""
    parent = root() / video.key.hex
    with disk_errors(str(root())):
        parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="run-", dir=parent) as name:
            yield Path(name)


def source_of(video: Video) -> Path:
    """The source as a local file. Raises FileNotFoundError or StorageUnavailable."""
    storage = private_storage()
    if isinstance(storage, PrivateStorage):
        path = Path(storage.path(video.source))
        if not path.is_file():
            raise FileNotFoundError(video.source)
        return path
    folder = root() / video.key.hex
    target = folder / f"source-{video.source.rpartition('/')[2]}"
    with disk_errors(str(root())):
        folder.mkdir(exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not target.exists():
                half = target.with_suffix(".half")
                with storage.open(video.source, "rb") as given, half.open("wb") as kept:
                    shutil.copyfileobj(given, kept, BLOCK)
                os.replace(half, target)
    return target


def clean_up(video: Video) -> None:
    """Nobody works on it any more."""
    shutil.rmtree(root() / video.key.hex, ignore_errors=True)


def has_room() -> bool:
    """Whether there is so much room again that work can go on."""
    return shutil.disk_usage(root()).free > settings.MEDIA_LEAST_FREE
