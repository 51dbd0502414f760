"""The poster, and small pictures of every few seconds for the one who searches along the bar."""

import math
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from foundation.jobs.registry import Progress

from ..contract import Plan
from ..encode import poster_argv, sheet_argv
from ..models import Video
from ..work import source_of, work_folder
from ..zones import zone_of
from .ground import current
from .storing import fresh
from .tools import watched

WIDE, ACROSS, MOST = 160, 10, 100  # points, small pictures in a row, small pictures in all
EVERY = 2.0  # seconds at least between two


def run(key: str, edition: int, progress: Progress) -> str:
    """Nothing to do for sound alone, or where it was done."""
    video = current(key, edition) or Video.objects.filter(pk=key, edition=edition, state="ready").first()
    if video is None or not video.plan or video.pictures_of == edition:
        return "不再需要"
    planned, found, path = video.planned, video.found, source_of(video)
    if found.video is None:
        return "没有画面"
    start = video.trim[0] if video.trim else 0.0
    with work_folder(video) as folder:
        poster, sheet = folder / "poster.jpg", folder / "sheet.jpg"
        for at in (min(planned.duration_s / 10, 5.0), 0.0):
            argv = poster_argv(path, found, planned, start + at, poster)
            watched(argv, folder=folder, source=path, seconds=0, progress=progress, message="取封面", ends=30)
            if poster.exists():  # a film may hold one picture, and sound for an hour
                break
        every, size, number = layout(planned)
        argv = sheet_argv(path, found, planned, every=every, tiles=(ACROSS, math.ceil(number / ACROSS)), size=size,
                          start=start, out=sheet)  # fmt: skip
        watched(argv, folder=folder, source=path, seconds=0, progress=progress, message="取缩略图", begins=30)
        _keep(video, poster, sheet, vtt("sheet.jpg", planned.duration_s, every, size, number), progress)
    return "已取"


def layout(planned: Plan) -> tuple[float, tuple[int, int], int]:
    """(seconds between two, size of one, how many)."""
    every = max(EVERY, planned.duration_s / MOST)
    high = max(2, int(WIDE * planned.height / max(planned.width, 1)) // 2 * 2)
    size = (
        (WIDE, high)
        if planned.width >= planned.height
        else (max(2, int(90 * planned.width / planned.height) // 2 * 2), 90)
    )
    return every, size, max(1, math.ceil(planned.duration_s / every))


def vtt(sheet: str, duration: float, every: float, size: tuple[int, int], number: int) -> str:
    """Which part of the sheet shows which seconds."""
    lines = ["WEBVTT", ""]
    for one in range(number):
        row, column = divmod(one, ACROSS)
        place = f"{column * size[0]},{row * size[1]},{size[0]},{size[1]}"
        lines += [
            f"{_clock(one * every)} --> {_clock(min((one + 1) * every, duration))}",
            f"{sheet}#xywh={place}",
            "",
        ]
    return "\n".join(lines)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02d}:{minutes:02d}:{rest:06.3f}"


def _keep(video: Video, poster: Path, sheet: Path, index: str, progress: Progress) -> None:
    place = f"{video.folder}/{video.edition}/{fresh('pictures')}"
    storage = zone_of(video).storage
    storage.put(f"{place}/poster.jpg", ContentFile(poster.read_bytes()))
    storage.put(f"{place}/sheet.jpg", ContentFile(sheet.read_bytes()))
    storage.put(f"{place}/sheet.vtt", ContentFile(index.encode()))
    with transaction.atomic():
        progress.guard()
        Video.objects.filter(pk=video.pk, edition=video.edition).update(
            poster=f"{place}/poster.jpg", sprite=f"{place}/sheet.vtt", pictures_of=video.edition
        )
