"""What a stranger's file is: read behind walls, with few formats and without decoding more than a moment of it."""

import tempfile
from dataclasses import replace
from pathlib import Path

from ..containers import container_of
from ..contract import MediaError, Probe, VideoStream
from ..reasons import BROKEN, OTHER_FORMAT
from ..sandbox import Limits
from ..tools import tools
from . import packets, structured, worded
from .inputs import MAX_PIXELS, safe_input
from .packets import Packets

__all__ = ["MAX_PIXELS", "PROBING", "probe", "safe_input"]

PROBING = Limits(
    wall=120, cpu=60, stall=60, memory=2 * 1024**3, file=1024**2, total=1024**2, stderr=1024**2, nice=5
)
LOST_SHARE, LOST_SECONDS = 0.01, 0.5  # what rounding may hide
DECLARING = {"mov", "matroska", "avi", "flv", "asf"}  # the others only let one guess


def probe(path: Path) -> Probe:
    """What is in the file at `path`. Raises MediaError where nobody could play it, or nothing here may read it."""
    path = path.resolve()
    size = path.stat().st_size
    if not size:
        raise MediaError("文件是空的", "请检查后重新上传")
    if container_of(path) is None:
        raise MediaError("这不是能收的视频文件", OTHER_FORMAT)
    with tempfile.TemporaryDirectory(prefix="probe-") as name:
        folder = Path(name)
        told = (structured if tools().ffprobe else worded).ask(path, folder, PROBING)
        if told.video is None and not told.audio:
            raise MediaError("文件里没有画面，也没有声音", BROKEN)
        if told.video is not None:
            packets.first_pictures(path, folder, PROBING)
        seen = packets.listed(path, folder, PROBING, moving=told.video is not None)
        return _measured(told, seen, size)


def _measured(told: Probe, seen: Packets, size: int) -> Probe:
    """What the file says of itself, set right by what is really in it."""
    if not seen.end_s:
        raise MediaError("文件里没有可以播放的内容", BROKEN)
    damage = ""
    missing = told.declared_s - seen.end_s
    if told.container in DECLARING and missing > max(LOST_SECONDS, LOST_SHARE * told.declared_s):
        damage = f"文件写明长 {told.declared_s:.1f} 秒，能播放的只有 {seen.end_s:.1f} 秒，可能没有传完整"
    elif seen.corrupt:
        damage = f"文件里有 {seen.corrupt} 处数据损坏，播放时可能有花屏"
    return replace(
        told,
        size_bytes=size,
        duration_s=round(seen.end_s, 3),
        bit_rate=round(8 * size / seen.end_s),
        keyframes=seen.keyframes,
        damage=damage,
        video=told.video and _filled(told.video, seen),
        probed_by=tools().version,
    )


def _filled(video: VideoStream, seen: Packets) -> VideoStream:
    """Matroska and others do not say how many bits a track has."""
    return video if video.bit_rate else replace(video, bit_rate=seen.bit_rate)
