"""What a player would get, read with ffprobe from the storage of the test."""

import json
import subprocess
from pathlib import Path

from django.core.files.storage import storages

from media_jobs.models import Rendition, Video


def folder(video: Video, zone: str = "default") -> Path:
    return Path(storages[zone].path(video.folder))


def lengths(video: Video, one: Rendition) -> list[str]:
    """The lines of a playlist that say how long its segments are."""
    text = (folder(video) / one.playlist).read_text()
    return [line for line in text.splitlines() if line.startswith("#EXTINF")]


def stamps(path: Path) -> list[float]:
    """When the pictures or sounds of a playlist or file are shown, in order."""
    said = _probe("-show_entries", "packet=pts_time", "-of", "csv=p=0", path)
    return sorted(float(line.strip(",")) for line in said.split() if line.strip(","))


def streams(path: Path) -> list[dict]:
    return json.loads(_probe("-show_streams", "-of", "json", path))["streams"]


def _probe(*options) -> str:
    argv = ["ffprobe", "-v", "error", "-allowed_extensions", "ALL", *map(str, options)]
    return subprocess.run(argv, capture_output=True, text=True, check=True, timeout=60).stdout
