"""The recording becomes a video like others: exactly what was shown, in one piece, nothing encoded."""

import tempfile
import uuid
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import File

from foundation.jobs.errors import JobError
from foundation.jobs.registry import Progress
from media_jobs.contract import Mark
from media_jobs.encode import download_argv
from media_jobs.package.boxes import boxes, decode_time, set_decode_time, timescale
from media_jobs.runner import run as run_tool
from media_jobs.services.set_chapters import set_chapters
from media_jobs.services.take_in import take_in

from ..models import Broadcast, Segment
from ..program import leading_rung, seconds_into
from ..services.watch import points_of
from ..zones import zone_of
from .collect import head_name
from .plan import SOUND

KIND = "live.hand_over"
MANY_HEADS = "信号中途换了格式，录像不能自动合成回看视频；回看照常可用"
ADVICE = "请编辑在直播目录里取原始录像，处理后从视频库上传"


def run(key: str, progress: Progress) -> str:
    """Safe to repeat: the video has a key that follows from the broadcast."""
    broadcast = Broadcast.objects.select_related("created_by").get(pk=key)
    if broadcast.video_id:
        return "回看视频已经在做"
    picture = leading_rung(broadcast)
    rungs = [rung for rung in dict.fromkeys([picture, SOUND]) if shown(broadcast, rung).exists()]
    if not rungs:
        return "没有播出过内容"
    with tempfile.TemporaryDirectory(dir=settings.LIVE_FOLDER, prefix="hand-over-") as name:
        folder = Path(name)
        parts = [_joined(broadcast, rung, folder, progress) for rung in rungs]
        film = None if rungs == [SOUND] else parts[0]
        out = folder / "recording.mp4"
        run_tool(
            download_argv(film, parts[-1] if SOUND in rungs else None, 0.0, out), folder=folder, reads=parts
        )
        with out.open("rb") as file:
            video = take_in(
                File(file, f"{broadcast.title[:60]}.mp4"), by=broadcast.created_by, title=broadcast.title,
                access=broadcast.access, key=uuid.uuid5(broadcast.pk, KIND),
            )  # fmt: skip
    marks = {
        one.at_s: Mark(one.at_s, one.title[:100]) for one in points_of(broadcast) if one.at_s is not None
    }
    set_chapters(video, marks.values(), by=broadcast.created_by)
    Broadcast.objects.filter(pk=key, video=None).update(video=video)
    return "录像已交给视频库"


def shown(broadcast: Broadcast, rung: str):
    """What the public saw of one quality, in order."""
    rows = Segment.objects.filter(broadcast=broadcast, rung=rung).exclude(public_at=None)
    return rows.order_by("number")


def _joined(broadcast: Broadcast, rung: str, folder: Path, progress: Progress) -> Path:
    """One fragmented MP4 on one clock without holes. Raises JobError where the format changed in between."""
    rows = list(shown(broadcast, rung))
    if len({one.head for one in rows}) > 1:
        raise JobError(MANY_HEADS, ADVICE, permanent=True)
    storage, out = zone_of(broadcast).storage, folder / f"{rung}.mp4"
    places = seconds_into(broadcast, [one.started_at for one in rows])
    with out.open("wb") as file:
        with storage.open(f"{broadcast.folder}/{head_name(rows[0])}", "rb") as kept:
            head = kept.read()
        file.write(head)
        for count, (row, at_s) in enumerate(zip(rows, places, strict=True)):
            progress.step(90 * count / len(rows), "合成录像")
            with storage.open(f"{broadcast.folder}/{row.name}", "rb") as kept:
                _moved(file, bytearray(kept.read()), round((at_s or 0.0) * timescale(head)))
    return out


def _moved(file: IO[bytes], content: bytearray, ticks: int) -> None:
    """Write the fragments of a segment so that the first one begins at `ticks`."""
    shift = None
    for kind, at, end in boxes(content):
        box = content[at:end]
        if kind == b"moof":
            shift = ticks - decode_time(box) if shift is None else shift
            set_decode_time(box, decode_time(box) + shift)
        file.write(box)
