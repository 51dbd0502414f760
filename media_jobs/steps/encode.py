"""Encode one chunk to all qualities at once; the last chunk makes them playable."""

import time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from foundation.jobs.registry import Progress
from foundation.rulebook.reading import number as rule

from ..contract import MediaError, Rung
from ..encode import chunk_argv
from ..encode.argv import Part
from ..models import Chunk, Rendition, Video
from ..package import taken_apart
from ..rules import TRIES, ladder
from ..work import source_of, work_folder
from .announce import announce
from .ground import current, mark
from .storing import fresh, grouped, store
from .tools import watched

SAY = 2.0  # seconds between two notes of how far a chunk is


def run(key: str, edition: int, number: int, progress: Progress) -> str:
    """Nothing to do for a chunk that is made, or that nobody wants any more."""
    video = current(key, edition)
    if video is None:
        return "不再需要"
    chunk = video.chunks.filter(edition=edition, number=number, made__isnull=True).first()
    if chunk is None:
        return "已编码"
    _begin(chunk)
    with work_folder(video) as folder:
        made = _encoded(video, chunk, folder, progress)
    with transaction.atomic():
        progress.guard()
        Video.objects.select_for_update().filter(
            pk=video.pk
        ).first()  # of two last chunks, one sees the other
        if not Chunk.objects.filter(pk=chunk.pk, made__isnull=True).update(made=made, percent=100):
            return "不再需要"
        done = _count(video)
        if done:
            _complete(video)
    if done:
        announce(video, progress)
    return "已编码"


def _begin(chunk: Chunk) -> None:
    """Raises MediaError for a chunk that took its worker down too often."""
    if chunk.begun >= rule(TRIES):
        raise MediaError(
            f"第 {chunk.number + 1} 块编码了 {chunk.begun} 次都没有做完，已停止",
            "请系统管理员检查内存，再点“重试”",
        )
    Chunk.objects.filter(pk=chunk.pk).update(begun=F("begun") + 1, percent=0)


def _encoded(video: Video, chunk: Chunk, folder, progress: Progress) -> dict[str, Any]:
    planned = video.planned
    cuts = planned.boundaries[chunk.first : chunk.end]
    last = chunk.end == len(planned.boundaries)
    end = planned.duration_s if last else planned.boundaries[chunk.end]
    part = Part(cuts, end if video.trim or not last else None, video.zero_s, bool(video.trim))
    path = source_of(video)
    argv = chunk_argv(path, video.found, planned, part, preset=ladder().preset,
                      threads=settings.MEDIA_THREADS, folder=folder)  # fmt: skip
    speaking = Speaking(progress, chunk)
    message = f"编码第 {chunk.number + 1} 块，共 {len(planned.chunks)} 块"
    watched(argv, folder=folder, source=path, seconds=end - cuts[0], progress=speaking, message=message)
    made = {}
    name = fresh(f"chunk{chunk.number:04d}")
    for rung in (one for one in planned.rungs if one.way == "encode"):
        pieces = taken_apart(folder / f"{rung.name}.mp4", cuts[0])
        made[rung.name] = store(
            video, name, rung.name, pieces.head, grouped(pieces, cuts, end), chunk.first
        ).as_dict()
    return made


class Speaking:
    """Progress of the job that also tells the video how far its chunk is."""

    def __init__(self, progress: Progress, chunk: Chunk) -> None:
        self.progress, self.chunk, self.said = progress, chunk, 0.0

    def step(self, percent: float, message: str = "") -> None:
        self.progress.step(percent, message)
        if time.monotonic() - self.said > SAY:
            self.said = time.monotonic()
            Chunk.objects.filter(pk=self.chunk.pk).update(percent=percent)

    def guard(self) -> None:
        self.progress.guard()


def _count(video: Video) -> bool:
    """Write how far the whole is; returns whether all chunks are made."""
    chunks = video.chunks.filter(edition=video.edition)
    total, made = chunks.count(), chunks.exclude(made__isnull=True).count()
    mark(video, percent=round(5 + 90 * made / total, 1), message=f"已编码 {made} 块，共 {total} 块")
    return made == total


def _complete(video: Video) -> None:
    """All chunks are there: the qualities made of them are whole."""
    planned = video.planned
    chunks = list(video.chunks.filter(edition=video.edition).order_by("number"))
    copied = any(one.way == "copy" for one in planned.rungs)
    found = video.found
    rate = (found.video.bit_rate if found.video else 0) or found.bit_rate
    source = rate * planned.duration_s / 8
    for place, rung in enumerate(one for one in planned.rungs if one.way == "encode"):
        parts = [(one.made or {})[rung.name] for one in chunks]
        heads: dict[str, str] = {}  # chunks of one quality nearly always have the same
        for part in parts:
            heads.setdefault(part["same"], part["head"])
        segments = [[*segment, heads[part["same"]]] for part in parts for segment in part["segments"]]
        size = sum(segment[2] for segment in segments)
        keep = place == 0 and not copied
        dropped = "" if keep or not source or size < source else "比原片还大"
        _row(video, rung).update(codecs=parts[0]["codecs"], segments=segments, dropped=dropped, size=size)


def _row(video: Video, rung: Rung):
    return Rendition.objects.filter(video=video, edition=video.edition, name=rung.name)
