"""Which command makes which pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..contract import Plan, Probe, Rung
from ..plan.ladder import TUNING
from ..probe import safe_input
from .build import TIMESCALE, compiled, fragmented, source, written

INDEXED = {"mov", "matroska", "webm"}  # seeking finds the key picture asked for; in others one looks earlier
EARLIER = 4.0  # seconds
HAIR = 0.002  # seconds: less than half of any picture, more than what rounding takes away
#: From high dynamic range to an ordinary screen: (filter, options).
TONEMAP: tuple[tuple[str, dict[str, Any]], ...] = (
    ("zscale", {"t": "linear", "npl": 100}),
    ("format", {"pix_fmts": "gbrpf32le"}),
    ("zscale", {"p": "bt709"}),
    ("tonemap", {"tonemap": "hable", "desat": 0}),
    ("zscale", {"t": "bt709", "m": "bt709", "r": "tv"}),
)


@dataclass(frozen=True)
class Part:
    """What one job encodes: segments begin at `cuts`, the part ends at `end` (None: with the file), all in seconds of
    the video; `zero` is the stamp of its first picture.
    """

    cuts: Sequence[float]
    end: float | None
    zero: float
    inside: bool = False  # the video is a part of its file


def copy_argv(path: Path, probe: Probe, out: Path, part: tuple[float, float] | None = None) -> list[str]:
    """The pictures as they are, cut into fragments; of a `part` (seconds as ffmpeg seeks them: start, length) the start
    must be a key picture.
    """
    assert probe.video is not None
    seek: dict[str, Any] = {}
    if part:
        seek = {"ss": f"{part[0] + HAIR:.6f}", "noaccurate_seek": None, "t": f"{part[1]:.6f}"}
    stream = source(path, **seek, **safe_input())[str(probe.video.index)]
    return compiled(written([stream], out, c="copy", **fragmented()))


def chunk_argv(
    path: Path, probe: Probe, plan: Plan, part: Part, *, preset: str, threads: int, folder: Path
) -> list[str]:
    """One decoding, one scaling after the other, all encoded qualities. Writes `<name>.mp4` per rung.

    `threads` holds for decoding and for each quality: with 1, as many workers as cores share a machine without waste.
    """
    assert probe.video is not None
    start = part.cuts[0]
    before = 0.0 if probe.container in INDEXED else EARLIER
    asked = f"{max(0.0, start + part.zero - probe.start_s - before) + HAIR:.6f}"
    seek: dict[str, Any] = {"ss": asked, "noaccurate_seek": None} if start or part.inside else {}
    stream = source(path, copyts=None, threads=threads, **seek, **safe_input())[str(probe.video.index)]
    stream = _cleaned(stream, plan, start + part.zero, None if part.end is None else part.end + part.zero)
    force = ",".join(f"{max(0.0, cut - start - HAIR):.6f}" for cut in part.cuts)
    rungs = [one for one in plan.rungs if one.way == "encode"]
    outputs = []
    for number, rung in enumerate(rungs):
        stream = taken = stream.filter("scale", rung.width, rung.height, flags="bicubic").filter("setsar", 1)
        if number < len(rungs) - 1:
            both = stream.filter_multi_output("split")
            taken, stream = both[0], both[1]
        options = _x264(rung, preset, threads, force)
        if probe.video.variable_rate and not plan.frame_rate:
            options["enc_time_base"] = f"1:{TIMESCALE}"
        outputs.append(written([taken], folder / f"{rung.name}.mp4", **options))
    return compiled(*outputs)


def _cleaned(stream: Any, plan: Plan, start: float, end: float | None) -> Any:
    """Even rate, the asked part, whole pictures, ordinary colours; times count from the start of the part."""
    if plan.frame_rate:
        stream = stream.filter("fps", fps=plan.frame_rate, start_time=f"{start:.6f}")
    part = {"start": f"{start - HAIR:.6f}"} | ({} if end is None else {"end": f"{end - HAIR:.6f}"})
    stream = stream.filter("trim", **part).filter("setpts", f"PTS-{start:.6f}/TB")
    if "deinterlace" in plan.filters:
        stream = stream.filter("bwdif", mode="send_frame")
    if "tonemap" in plan.filters:
        stream = toned(stream)
    return stream.filter("format", "yuv420p")


def toned(stream: Any) -> Any:
    """For an ordinary screen."""
    for name, options in TONEMAP:
        stream = stream.filter(name, **options)
    return stream


def _x264(rung: Rung, preset: str, threads: int, force: str) -> dict[str, Any]:
    """Key pictures only where segments begin. The buffer is a second: what a thin line can even out."""
    options: dict[str, Any] = {
        "vcodec": "libx264", "preset": preset, "crf": rung.crf, "profile:v": "high", "pix_fmt": "yuv420p",
        "force_key_frames": force, "x264-params": f"keyint=infinite:scenecut=0:open-gop=0:{TUNING}", "threads": threads,
        "fps_mode": "vfr", **fragmented(),
    }  # fmt: skip
    if rung.max_rate:
        options |= {"maxrate": rung.max_rate, "bufsize": rung.max_rate}
    return options


def download_argv(pictures: Path | None, sound: Path | None, late: float, out: Path) -> list[str]:
    """One ordinary MP4 of our own pieces, its index in front. ffmpeg reads pictures that are shown before they are
    decoded so many seconds too late.
    """
    streams = [source(pictures, itsoffset=f"{-late:.6f}")] if pictures else []
    streams += [source(sound)] if sound else []
    return compiled(written(streams, out, c="copy", movflags="+faststart"))
