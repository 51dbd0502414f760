"""The commands of a signal on air: one writes it down as it comes, one makes the ladder of it."""

from pathlib import Path
from typing import Any

from media_jobs.encode.build import FRAGMENTED, compiled, signal, written

from .plan import SOUND, Plan

LISTED = "list.csv"  # file, start and end of each piece that is whole, as ffmpeg writes it
SILENCE = 10_000_000  # microseconds without a word from the ingest server
LOOK = 1_000_000  # microseconds in which both tracks must have begun


def recorder_argv(address: str, out: Path) -> list[str]:
    """The signal as it is; a file that is cut off anywhere plays up to there."""
    stream = signal(address, rw_timeout=SILENCE, analyzeduration=LOOK)
    return compiled(written([stream], out, c="copy", f="mpegts", flush_packets=1))


def ladder_argv(address: str, plan: Plan, *, preset: str, folder: Path) -> list[str]:
    """One decoding, one scaling after the other; pieces of all qualities begin at the same pictures."""
    source, outputs = signal(address, rw_timeout=SILENCE, analyzeduration=LOOK), []
    picture: Any = source.video if plan.rungs else None
    for rung in plan.rungs:
        fitted = picture.filter(
            "scale", rung.width, rung.height, flags="bicubic", force_original_aspect_ratio="decrease"
        )
        picture = taken = fitted.filter("pad", rung.width, rung.height, -1, -1).filter("setsar", 1)
        if rung is not plan.rungs[-1]:
            both = picture.filter_multi_output("split")
            taken, picture = both[0], both[1]
        options = {
            "vcodec": "libx264", "preset": preset, "profile:v": "high", "pix_fmt": "yuv420p", "crf": 23, "bf": 0,
            "sc_threshold": 0, "g": 600, "maxrate": rung.max_rate, "bufsize": rung.max_rate,
            "force_key_frames": f"expr:gte(t,n_forced*{plan.piece_s:.3f})",
        }  # fmt: skip
        outputs.append(_pieces(taken, rung.name, plan, folder, **options))
    if plan.sound:
        options = {"acodec": "copy"} if plan.sound == "copy" else {"acodec": "aac", "b:a": 128000, "ac": 2}
        outputs.append(_pieces(source.audio, SOUND, plan, folder, **options))
    return compiled(*outputs)


def _pieces(stream: Any, name: str, plan: Plan, folder: Path, **options: Any) -> Any:
    """One piece after the other, and a list of those that are whole."""
    (folder / name).mkdir(parents=True, exist_ok=True)
    return written(
        [stream], folder / name / "%06d.mp4", f="segment", segment_time=plan.piece_s, segment_time_delta=0.02,
        segment_list=str(folder / name / LISTED), segment_list_type="csv", segment_format="mp4",
        segment_format_options=f"movflags={FRAGMENTED}", **options,
    )  # fmt: skip
