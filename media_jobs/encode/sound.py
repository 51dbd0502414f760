"""Which command makes and measures the sound."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..contract import Sound
from ..probe import safe_input
from .build import FRAGMENTED, compiled, source, written

RATE = 48000  # hertz


def sound_argv(
    path: Path, sound: Sound, *, cuts: Sequence[float], end: float, zero: float, out: str,
    gain: float | None = None, peak: float = 0.0,
) -> list[str]:  # fmt: skip
    """The whole track at once, in a piece per segment; `out` is a pattern with a number.

    Without `gain` (dB) a track that may be copied is copied, from where it begins; else it is encoded, begins with the
    first picture (`zero` is its stamp) and stays under `peak` dBTP.
    """
    options: dict[str, Any] = {
        "f": "segment", "segment_format": "mp4", "segment_format_options": f"movflags={FRAGMENTED}",
        "segment_times": ",".join(f"{cut:.3f}" for cut in cuts[1:]) or f"{end + 60:.3f}",
    }  # fmt: skip
    if sound.way == "copy" and gain is None:
        stream = source(path, **safe_input())[str(sound.index)]
        return compiled(written([stream], out, c="copy", **options))
    stream = source(path, copyts=None, **safe_input())[str(sound.index)]
    stream = stream.filter("atrim", start=f"{zero:.6f}", end=f"{end + zero:.6f}")
    stream = stream.filter("asetpts", f"PTS-{zero:.6f}/TB")
    stream = stream.filter("aresample", RATE, **{"async": 1, "first_pts": 0})
    if gain:
        stream = stream.filter("volume", f"{gain:.2f}dB")
        stream = stream.filter("alimiter", limit=f"{10 ** (peak / 20):.4f}", level="disabled")
    options |= {"acodec": "aac", "b:a": sound.max_rate, "ac": sound.channels}
    return compiled(written([stream], out, **options))


def loudness_argv(path: Path, sound: Sound) -> list[str]:
    """Measure only; the summary is printed among the complaints."""
    stream = source(path, **safe_input())[str(sound.index)].filter("ebur128", peak="true", framelog="verbose")
    return [*compiled(written([stream], "pipe:1", f="null")), "-v", "info"]
