"""What ffprobe says of a file, as JSON."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from ..contract import AudioStream, Probe, VideoStream
from ..runner import run
from ..sandbox import Limits
from .inputs import before_input
from .shades import bits_of

Told = dict[str, Any]


def ask(path: Path, folder: Path, limits: Limits) -> Probe:
    """Raises MediaError."""
    argv = [
        "ffprobe",
        "-v",
        "error",
        *before_input(),
        "-show_format",
        "-show_streams",
        "-of",
        "json",
        str(path),
    ]
    done = run(argv, folder=folder, reads=[path], limits=limits)
    return told_by(json.loads(done.stdout))


def told_by(said: Told) -> Probe:
    """From ffprobe's JSON; sizes and real times are filled in by others."""
    frame, streams = said.get("format", {}), said.get("streams", [])
    films = [one for one in _of(streams, "video") if not _disposed(one, "attached_pic")]
    declared = max([_float(frame.get("duration")), *(_float(one.get("duration")) for one in streams)])
    return Probe(
        container=frame.get("format_name", "").partition(",")[0],
        size_bytes=0,
        duration_s=declared,
        declared_s=declared,
        start_s=_float(frame.get("start_time")),
        bit_rate=_int(frame.get("bit_rate")),
        video=_video(films[0]) if films else None,
        audio=tuple(_audio(one) for one in _of(streams, "audio")),
        video_tracks=len(films),
        tracks=len(streams),
        cover=len(films) < len(_of(streams, "video")),
        subtitles=tuple(one.get("codec_name", "") for one in _of(streams, "subtitle")),
    )


def _of(streams: list[Told], kind: str) -> list[Told]:
    return [one for one in streams if one.get("codec_type") == kind]


def _video(one: Told) -> VideoStream:
    pixel_format = one.get("pix_fmt", "")
    rate, base = _fraction(one.get("avg_frame_rate")), _fraction(one.get("r_frame_rate"))
    return VideoStream(
        index=one["index"],
        codec=one.get("codec_name", ""),
        profile=one.get("profile", ""),
        level=max(0, _int(one.get("level"))),
        width=_int(one.get("width")),
        height=_int(one.get("height")),
        pixel_format=pixel_format,
        bits=bits_of(pixel_format),
        fps=str(rate or base),
        sar=_shape(one.get("sample_aspect_ratio", "")),
        rotation=_rotation(one),
        variable_rate=varies(rate, base),
        order="" if one.get("field_order") in (None, "unknown") else one["field_order"],
        color_range=_known(one.get("color_range")),
        primaries=_known(one.get("color_primaries")),
        transfer=_known(one.get("color_transfer")),
        matrix=_known(one.get("color_space")),
        bit_rate=_int(one.get("bit_rate")),
    )


def varies(mean: Fraction, base: Fraction) -> bool:
    """Whether pictures come at uneven times. Interlaced film counts fields as base, which is even enough."""
    return bool(mean and base) and abs(mean / base - 1) > 0.01 and abs(2 * mean / base - 1) > 0.01


def _audio(one: Told) -> AudioStream:
    return AudioStream(
        index=one["index"],
        codec=one.get("codec_name", ""),
        profile=one.get("profile", ""),
        channels=_int(one.get("channels")),
        sample_rate=_int(one.get("sample_rate")),
        bit_rate=_int(one.get("bit_rate")),
        language=_spoken(one.get("tags", {}).get("language", "")),
        default=_disposed(one, "default"),
    )


def _rotation(one: Told) -> int:
    """Clockwise; ffprobe counts the other way round."""
    turned = [side["rotation"] for side in one.get("side_data_list", []) if "rotation" in side]
    return round(-float(turned[0]) / 90) * 90 % 360 if turned else 0


def _disposed(one: Told, what: str) -> bool:
    return bool(one.get("disposition", {}).get(what))


def _spoken(said: str) -> str:
    return "" if said == "und" else said


def _shape(said: str) -> str:
    return "1:1" if said in ("", "0:1", "N/A") else said


def _known(said: str | None) -> str:
    return "" if said in (None, "unknown", "reserved") else str(said)


def _fraction(said: str | None) -> Fraction:
    above, _, below = (said or "0/0").partition("/")
    return Fraction(int(above), int(below or 1)) if int(below or 1) else Fraction(0)


def _int(said: Any) -> int:
    try:
        return int(said)
    except (TypeError, ValueError):
        return 0


def _float(said: Any) -> float:
    try:
        return float(said)
    except (TypeError, ValueError):
        return 0.0
