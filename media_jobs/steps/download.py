"""One ordinary file for those who want to keep it, or have no player: our own pieces put together, nothing encoded."""

from pathlib import Path

from django.core.files.base import File
from django.db import transaction

from foundation.jobs.registry import Progress

from ..encode import download_argv
from ..models import Rendition, Video
from ..package.fragments import lateness
from ..runner import run as run_tool
from ..work import clean_up, work_folder
from ..zones import zone_of
from .storing import fresh

GOOD = 720  # lines; the best quality up to it is given


def run(key: str, edition: int, progress: Progress) -> str:
    """Nothing to do where a newer edition plays."""
    video = Video.objects.filter(pk=key, edition=edition, playing=edition).first()
    if video is None:
        return "不再需要"
    rows = [one for one in video.renditions.filter(edition=edition, dropped="") if one.segments]
    sound = next((one for one in rows if one.name == "sound"), None)
    pictures = [one for one in rows if one.name != "sound"]
    fit = [one for one in pictures if min(one.width, one.height) <= GOOD] or pictures
    best = max(fit, key=lambda one: one.height, default=None)
    with work_folder(video) as folder:
        parts = [_joined(video, one, folder, progress) if one else None for one in (best, sound)]
        out = folder / ("video.mp4" if best else "sound.m4a")
        given = [one for one in parts if one]
        late = lateness(parts[0]) if parts[0] else 0.0
        run_tool(download_argv(parts[0], parts[1], late, out), folder=folder, reads=given)
        name = f"{video.folder}/{edition}/{fresh('download')}/{out.name}"
        with out.open("rb") as file:
            zone_of(video).storage.put(name, File(file))
    with transaction.atomic():
        progress.guard()
        Video.objects.filter(pk=key, edition=edition).update(download=name)
    clean_up(video)
    return "已备好下载"


def _joined(video: Video, row: Rendition, folder: Path, progress: Progress) -> Path:
    """Head and segments one after the other are a fragmented MP4."""
    storage, out, head = zone_of(video).storage, folder / f"{row.name}.mp4", ""
    with out.open("wb") as file:
        for number, (name, _, _, needed) in enumerate(row.segments):
            progress.step(90 * number / len(row.segments), "备好下载")
            if needed != head:
                head = needed
                file.write(_read(storage, f"{video.folder}/{row.edition}/{head}"))
            file.write(_read(storage, f"{video.folder}/{row.edition}/{name}"))
    return out


def _read(storage, name: str) -> bytes:
    with storage.open(name, "rb") as file:
        return file.read()
