"""A film made of a sample, the way the engine reads strangers' files."""

from pathlib import Path

from media_jobs.contract import Probe
from media_jobs.probe import safe_input
from media_jobs.runner import run
from media_jobs.sandbox import Limits


def encoded(path: Path, found: Probe, folder: Path) -> Path:
    """A small MP4 in `folder`. Raises MediaError."""
    target = folder / "film.mp4"
    inputs = [part for key, value in safe_input().items() for part in (f"-{key}", value)]
    moving = [
        "-map",
        "0:V:0",
        "-vf",
        "scale=160:-2,format=yuv420p",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
    ]
    sound = ["-map", "0:a:0", "-c:a", "aac", "-ac", "2"]
    outputs = [*(moving if found.video else []), *(sound if found.audio else [])]
    argv = ["ffmpeg", *inputs, "-i", str(path), *outputs, "-y", str(target)]
    run(argv, folder=folder, reads=[path], seconds=found.duration_s, limits=Limits(wall=60, cpu=60))
    return target
