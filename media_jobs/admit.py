"""Is this file taken? Twice: by name and size before it is sent, by what is in it before anything is made of it."""

from dataclasses import dataclass

from foundation.rulebook.reading import number

from . import admission_rules as rules
from .containers import CONTAINERS, OF_ENDING, ending_of
from .contract import MediaError, Probe, VideoStream
from .reasons import OTHER_FORMAT

GIGABYTE = 1024**3


@dataclass(frozen=True)
class Bounds:
    """What the rules allow. Sizes in bytes, times in seconds, `pixels` of one picture, `rate` in pictures a second."""

    size: int
    seconds: int
    frames: int
    rate: int
    pixels: int
    tracks: int


def bounds_in_force() -> Bounds:
    """As the rulebook has them today."""
    return Bounds(
        size=number(rules.SIZE_GB) * GIGABYTE,
        seconds=number(rules.HOURS) * 3600,
        frames=number(rules.FRAMES) * 10_000,
        rate=number(rules.RATE),
        pixels=number(rules.MEGAPIXELS) * 1_000_000,
        tracks=number(rules.TRACKS),
    )


def admit_name(name: str, size: int, bounds: Bounds | None = None) -> None:
    """What can be told before a byte is sent. Raises MediaError."""
    bounds = bounds or bounds_in_force()
    ending = ending_of(name)
    if ending not in OF_ENDING:
        said = f"不收 .{ending} 文件" if ending else "文件名没有扩展名，看不出是什么文件"
        raise MediaError(said, f"可以上传：{_labels()}。{OTHER_FORMAT}")
    if size > bounds.size:
        raise MediaError(
            f"文件有 {size / GIGABYTE:.1f} GB，超过 {bounds.size // GIGABYTE} GB", "请压缩或者剪成几段再传"
        )


def admit(probe: Probe, *, name: str, bounds: Bounds | None = None) -> None:
    """What its content says. A damaged file is taken (`probe.damage` says so). Raises MediaError."""
    bounds = bounds or bounds_in_force()
    admit_name(name, probe.size_bytes, bounds)
    _agree(probe.container, name)
    if probe.duration_s > bounds.seconds:
        long, most = probe.duration_s / 3600, bounds.seconds // 3600
        raise MediaError(f"视频长 {long:.1f} 小时，超过 {most} 小时", "请剪成几段再传")
    if probe.tracks > bounds.tracks:
        raise MediaError(f"文件里有 {probe.tracks} 条轨道，超过 {bounds.tracks} 条", OTHER_FORMAT)
    if probe.video:
        _moving(probe.video, probe.duration_s, bounds)


def _agree(container: str, name: str) -> None:
    named, real = OF_ENDING[ending_of(name)], CONTAINERS.get(container)
    if named is not real:
        label, usual = (real.label, real.usual) if real else (container, "mp4")
        raise MediaError(
            f"文件名以 .{ending_of(name)} 结尾，内容其实是 {label}",
            f"请把文件名改成以 .{usual} 结尾再传，或者重新导出为 MP4",
        )


def _moving(video: VideoStream, seconds: float, bounds: Bounds) -> None:
    if not video.width or not video.height:
        raise MediaError("看不出画面有多大，文件可能已损坏", OTHER_FORMAT)
    if video.width * video.height > bounds.pixels:
        most = bounds.pixels // 1_000_000
        raise MediaError(f"画面有 {video.width}×{video.height} 点，超过 {most} 百万点", "请缩小画面后再传")
    if video.rate > bounds.rate:
        raise MediaError(
            f"画面每秒 {float(video.rate):.0f} 帧，超过 {bounds.rate} 帧", "请导出为每秒 60 帧以下再传"
        )
    if float(video.rate) * seconds > bounds.frames:
        most = bounds.frames // 10_000
        raise MediaError(f"整个视频超过 {most} 万帧", "请剪成几段，或者导出为每秒 30 帧再传")


def _labels() -> str:
    return "、".join(one.label for one in CONTAINERS.values())
