"""Look into the source, plan, and keep at once what needs no encoding: a video in the right format plays seconds later."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from foundation.jobs.registry import Progress
from foundation.jobs.services import enqueue

from ..admit import admit
from ..contract import Plan, Probe
from ..encode import Stamps, chunk_argv, copy_argv, first_stamps, sound_argv
from ..encode.argv import Part
from ..models import Chunk, Rendition, Video, VideoState
from ..package import Pieces, taken_apart
from ..plan import plan
from ..probe import probe
from ..rules import ladder
from ..runner import run as run_tool
from ..sandbox import Limits
from ..work import source_of, work_folder
from .announce import announce
from .ground import current, job_key, mark
from .storing import Stored, fresh, grouped, store, store_sound
from .tools import watched
from .window import window

EDGE_CRF = 17  # of the few pictures before the first key one: as good as what follows
AT_ONCE = Limits(nice=0)  # somebody waits for it, and encoding of other films does not
AHEAD = 0.045  # seconds sound may come before its picture unnoticed (ITU-R BT.1359-1)


def run(key: str, edition: int, progress: Progress) -> str:
    """Nothing to do for a video that is gone, cancelled, or an edition that is no longer the newest."""
    video = current(key, edition)
    if video is None:
        return "不再需要"
    if not video.plan:
        mark(video, state=VideoState.WORKING, message="看文件", error="")
        progress.step(1, "看文件")
        with work_folder(video) as folder:
            _look(video, source_of(video), folder, progress)
    enqueue_rest(video)
    announce(video, progress)
    return "已定方案"


def _look(video: Video, path: Path, folder: Path, progress: Progress) -> None:
    whole = probe(path)
    admit(whole, name=video.source_name)
    found, edge = window(whole, video.trim)
    planned = plan(found, ladder(), edge=edge)
    stamps = first_stamps(path, found, planned, folder)
    beside = {
        "zero_s": stamps.picture_s + (video.trim[0] if video.trim else 0.0),
        "whole_s": whole.duration_s,
    }
    ready: dict[str, Ready] = {}
    if planned.rungs and planned.rungs[0].way == "copy":
        pieces = _copied(video, path, found, planned, beside["zero_s"], edge, folder, progress)
        keys = tuple(one.at_s for one in pieces.fragments)  # to the tick, as they are cut
        found = replace(found, keyframes=(0.0, *keys) if edge else keys)
        planned = plan(found, ladder(), edge=edge)
        ready[planned.rungs[0].name] = _kept(
            video, path, found, planned, beside["zero_s"], edge, pieces, folder
        )
    if planned.sound and planned.sound.way == "copy" and not video.trim and stamps.sound_late > -AHEAD:
        ready["sound"] = Ready.of(_copied_sound(video, path, planned, stamps, folder, progress))
    progress.step(99, "记下方案")
    with transaction.atomic():
        progress.guard()
        mark(video, probe=found.as_dict() | beside, plan=planned.as_dict(), message="编码其余档次")
        _write_rows(video, planned, ready)


@dataclass(frozen=True)
class Ready:
    """A quality that is whole: (file, seconds, bytes, head) per segment."""

    codecs: str
    segments: list[list[Any]]

    @classmethod
    def of(cls, *parts: Stored) -> "Ready":
        """Of parts that follow each other; the codec is told by the last."""
        rows = [[*segment, part.head] for part in parts for segment in part.segments]
        return cls(parts[-1].codecs, rows)


def _copied(
    video: Video, path: Path, found: Probe, planned: Plan, zero: float, edge: float, folder: Path, progress: Progress
) -> Pieces:  # fmt: skip
    out, part = folder / "copy.mp4", None
    if video.trim:
        part = zero - found.start_s + edge, planned.duration_s - edge
    watched(copy_argv(path, found, out, part), folder=folder, source=path, seconds=planned.duration_s,
            progress=progress, message="封装原画", begins=10, ends=60, limits=AT_ONCE)  # fmt: skip
    return taken_apart(out, edge)


def _kept(
    video: Video, path: Path, found: Probe, planned: Plan, zero: float, edge: float, pieces: Pieces, folder: Path
) -> Ready:  # fmt: skip
    """The copied quality in storage; of a trimmed film only the pictures before its first key picture are encoded."""
    rung, cuts, end = planned.rungs[0], planned.boundaries, planned.duration_s
    name = fresh(rung.name)
    if not edge:
        return Ready.of(store(video, name, rung.name, pieces.head, grouped(pieces, cuts, end)))
    best = replace(rung, way="encode", crf=EDGE_CRF)
    part = Part((0.0,), cuts[1], zero, inside=True)
    one = replace(planned, rungs=(best,), frame_rate=0.0)
    run_tool(chunk_argv(path, found, one, part, preset="medium", threads=settings.MEDIA_THREADS, folder=folder),
             folder=folder, reads=[path])  # fmt: skip
    first = taken_apart(folder / f"{rung.name}.mp4", 0.0)
    parts = [
        store(video, name, f"{rung.name}-edge", first.head, grouped(first, cuts[:1], cuts[1])),
        store(video, name, rung.name, pieces.head, grouped(pieces, cuts[1:], end), 1),
    ]
    return Ready.of(*parts)


def _copied_sound(
    video: Video, path: Path, planned: Plan, stamps: Stamps, folder: Path, progress: Progress
) -> Stored:
    assert planned.sound is not None
    argv = sound_argv(path, planned.sound, cuts=planned.boundaries, end=planned.duration_s, zero=stamps.picture_s,
                      out=str(folder / "sound-%05d.mp4"))  # fmt: skip
    watched(argv, folder=folder, source=path, seconds=planned.duration_s, progress=progress,
            message="封装声音", begins=60, ends=90, limits=AT_ONCE)  # fmt: skip
    return store_sound(video, sorted(folder.glob("sound-*.mp4")), stamps.sound_late)


def _write_rows(video: Video, planned: Plan, ready: dict[str, Ready]) -> None:
    """Instead of what an earlier try may have left."""
    video.renditions.filter(edition=video.edition).delete()
    video.chunks.filter(edition=video.edition).delete()
    rows = [(one.name, one.way, one.width, one.height) for one in planned.rungs]
    rows += [("sound", planned.sound.way, 0, 0)] if planned.sound else []
    for name, way, width, height in rows:
        made: dict[str, Any] = {}
        if name in ready:
            made = {"codecs": ready[name].codecs, "segments": ready[name].segments}
        Rendition.objects.create(
            video=video, edition=video.edition, name=name, way=way, width=width, height=height, **made
        )
    Chunk.objects.bulk_create(
        Chunk(video=video, edition=video.edition, number=number, first=first, end=end)
        for number, (first, end) in enumerate(planned.chunks)
    )


def enqueue_rest(video: Video, priority: int = 0) -> None:
    """Everything of this edition that is not made yet; what waits or runs already is joined."""
    this = {"video": str(video.key), "edition": video.edition}
    with transaction.atomic():
        if not video.plan:
            enqueue("media.prepare", this, key=job_key(video, "prepare"), priority=priority + 100)
            return
        if video.renditions.filter(edition=video.edition, name="sound", final=False).exists():
            enqueue("media.sound", this, key=job_key(video, "sound"), priority=priority + 60)
        if video.pictures_of != video.edition and video.found.video:
            enqueue("media.pictures", this, key=job_key(video, "pictures"), priority=priority + 50)
        for number in video.chunks.filter(edition=video.edition, made__isnull=True).values_list(
            "number", flat=True
        ):
            enqueue(
                "media.encode",
                {**this, "chunk": number},
                key=job_key(video, f"chunk-{number}"),
                priority=priority,
            )
