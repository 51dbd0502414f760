"""Which command makes the poster and the sheet of small pictures."""

from pathlib import Path

from ..contract import Plan, Probe
from ..probe import safe_input
from .argv import toned
from .build import compiled, source, written

LONGEST = 1280  # of the poster, in points
STILL = {"q:v": 4, "pix_fmt": "yuvj420p", "frames:v": 1, "update": 1, "f": "image2"}


def poster_argv(path: Path, probe: Probe, plan: Plan, at: float, out: Path) -> list[str]:
    """The most telling of the pictures after `at` seconds."""
    assert probe.video is not None
    stream = source(path, ss=f"{at:.3f}", **safe_input())[str(probe.video.index)]
    stream = toned(stream) if "tonemap" in plan.filters else stream
    share = min(1.0, LONGEST / max(plan.width, plan.height))
    width, height = (max(2, int(side * share) // 2 * 2) for side in (plan.width, plan.height))
    stream = stream.filter("scale", width, height).filter("setsar", 1).filter("thumbnail", 24)
    return compiled(written([stream], out, **STILL))


def sheet_argv(
    path: Path,
    probe: Probe,
    plan: Plan,
    *,
    every: float,
    tiles: tuple[int, int],
    size: tuple[int, int],
    start: float,
    out: Path,
) -> list[str]:
    """A sheet of small pictures, one every so many seconds; only key pictures are decoded."""
    assert probe.video is not None
    stream = source(path, ss=f"{start:.3f}", skip_frame="nokey", **safe_input())[str(probe.video.index)]
    stream = (
        stream.filter("fps", fps=f"{1 / every:.6f}", round="up").filter("scale", *size).filter("setsar", 1)
    )
    stream = toned(stream) if "tonemap" in plan.filters else stream
    return compiled(written([stream.filter("tile", f"{tiles[0]}x{tiles[1]}")], out, **STILL))
