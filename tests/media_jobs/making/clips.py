"""Clips of a few seconds, made by ffmpeg once per run. Invented pictures: nobody's film."""

import subprocess
from pathlib import Path

PICTURE = "testsrc2=s=320x180:r=25:d={seconds}"
WIDE = "testsrc2=s=640x360:r=25:d={seconds}"
TONE = "sine=f=440:r=48000:d={seconds}"
PHONE = [
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-pix_fmt",
    "yuv420p",
    "-g",
    "25",
    "-bf",
    "2",
    "-c:a",
    "aac",
    "-b:a",
    "64k",
]
OLD = ["-c:v", "mpeg4", "-q:v", "5", "-g", "12", "-c:a", "libmp3lame", "-b:a", "64k", "-f", "mpegts"]


def make(
    path: Path, *, picture: str = PICTURE, tone: str = TONE, seconds: float = 3, options: list[str] = PHONE
) -> Path:
    """A clip; an empty `picture` or `tone` leaves that track out."""
    inputs = [one.format(seconds=seconds) for one in (picture, tone) if one]
    before = [part for one in inputs for part in ("-f", "lavfi", "-i", one)]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *before, *options, str(path)], check=True, timeout=60)
    return path


def turned(path: Path, out: Path) -> Path:
    """The same film, with the note of a telephone that was held upright."""
    note = ["-c", "copy", "-metadata:s:v:0", "rotate=90"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(path), *note, str(out)], check=True, timeout=60)
    return out
