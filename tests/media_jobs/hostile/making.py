"""Small films and files, made by ffmpeg and by overwriting bytes; always the same ones."""

import random
import subprocess
from pathlib import Path

SIZE, RATE, SECONDS = "320x180", 25, 2


def ffmpeg(*arguments: str | Path) -> None:
    """Run the system's ffmpeg on files of our own."""
    command = ["ffmpeg", "-y", "-nostdin", "-v", "error", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=60)


def picture(seconds: float = SECONDS, size: str = SIZE, rate: str = str(RATE)) -> list[str]:
    """A moving test picture, as input."""
    return ["-f", "lavfi", "-i", f"testsrc2=s={size}:r={rate}:d={seconds}"]


def tone(seconds: float = SECONDS) -> list[str]:
    """A tone, as input."""
    return ["-f", "lavfi", "-i", f"sine=d={seconds}"]


H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", str(RATE)]
AAC = ["-c:a", "aac", "-b:a", "64k"]


def overwritten(source: Path, target: Path, after: bytes, content: bytes, *, skip: int = 0) -> None:
    """`source` with `content` put `skip` bytes after the first occurrence of `after`."""
    data = bytearray(source.read_bytes())
    at = data.index(after) + len(after) + skip
    data[at : at + len(content)] = content
    target.write_bytes(data)


def flipped(source: Path, target: Path, count: int = 60) -> None:
    """`source` with bits turned at places that are the same every time, in the media and not in the index."""
    chance, data = random.Random(6), bytearray(source.read_bytes())
    first = data.index(b"mdat") + 200
    last = data.find(b"moov", first)
    for _ in range(count):
        data[chance.randrange(first, last if last > 0 else len(data))] ^= 1 << chance.randrange(8)
    target.write_bytes(data)


def cut(source: Path, target: Path, share: float = 0.6) -> None:
    """The first part of `source`, as a line that broke leaves it."""
    data = source.read_bytes()
    target.write_bytes(data[: int(len(data) * share)])
