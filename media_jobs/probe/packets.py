"""The packets of a file: where pictures begin that need no other one, and where it really ends. Nothing is decoded.

ffmpeg's `framecrc` prints a line for each: stream, two stamps, duration, bytes, sum, and flags where they are not "key".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from ..runner import run
from ..sandbox import Limits
from .inputs import before_input

KEY, CORRUPT = 1, 2
LOOK = 10.0  # seconds before the end of a sound file to begin at


@dataclass(frozen=True)
class Packet:
    """Times in seconds: `at` is when it is shown, `decoded` when it is decoded."""

    media: str
    decoded: float
    at: float
    length: float
    size: int
    flags: int

    @property
    def end(self) -> float:
        return self.at + self.length


@dataclass(frozen=True)
class Packets:
    """Times in seconds from the first packet; `corrupt` counts, `bit_rate` is in bits a second (0: not seen whole)."""

    keyframes: tuple[float, ...]
    end_s: float
    corrupt: int = 0
    bit_rate: int = 0


def listed(path: Path, folder: Path, limits: Limits, *, moving: bool) -> Packets:
    """Of the picture, or of the sound where nothing moves.

    MP4 has an index, so of the pictures only key ones are read, and then all packets from the last of them on; other
    formats are read through once.
    """
    if not moving:
        return _of_sound(path, folder, limits)
    pictures = _shown(_printed(["-discard:v", "nokey"], path, ["-map", "0:V:0"], folder, limits))
    keys = sorted(one.at for one in pictures if one.flags & KEY)
    if not pictures:
        return Packets((), 0.0)
    start = pictures[0].at if not keys else keys[0]
    rest = _printed(["-ss", f"{max(0.0, (keys or [start])[-1] - start):.3f}"], path, _BOTH, folder, limits)
    ends = [one.end for one in (*pictures, *rest)]
    whole = len(keys) < len(pictures)  # pictures between the key ones were listed too
    return Packets(
        tuple(round(at - start, 6) for at in keys),
        max(ends) - start,
        sum(bool(one.flags & CORRUPT) for one in (*pictures, *rest)),
        round(8 * sum(one.size for one in pictures) / (max(ends) - start))
        if whole and max(ends) > start
        else 0,
    )


def _shown(pictures: list[Packet]) -> list[Packet]:
    """ffmpeg mixes up when pictures are shown once it leaves some out; key ones all wait the same time after decoding."""
    if not pictures:
        return pictures
    wait = pictures[0].at - pictures[0].decoded
    return [replace(one, at=one.decoded + wait) if one.flags & KEY else one for one in pictures]


def first_pictures(path: Path, folder: Path, limits: Limits) -> None:
    """Decode a moment: what cannot be decoded at all is told now and not after an hour. Raises MediaError."""
    out = ["-map", "0:V:0", "-frames:v", "3", "-f", "null", "-"]
    run(["ffmpeg", *before_input(), "-i", str(path), *out], folder=folder, reads=[path], limits=limits)


_BOTH = ["-map", "0:V:0", "-map", "0:a?"]


def _of_sound(path: Path, folder: Path, limits: Limits) -> Packets:
    for seek in (
        ["-sseof", f"-{LOOK:.0f}"],
        [],
    ):  # the end alone may not be found where the file lies about its length
        packets = _printed(seek, path, ["-map", "0:a:0"], folder, limits)
        if packets:
            break
    else:
        return Packets((), 0.0)
    return Packets((), max(one.end for one in packets), sum(bool(one.flags & CORRUPT) for one in packets))


def _printed(before: list[str], path: Path, maps: list[str], folder: Path, limits: Limits) -> list[Packet]:
    told = ["-c", "copy", "-copyts", "-f", "framecrc", "-"]
    argv = ["ffmpeg", "-v", "fatal", *before_input(), *before, "-i", str(path), *maps, *told]
    done = run(argv, folder=folder, reads=[path], limits=limits)
    return list(parsed(done.stdout.decode("ascii", "replace").splitlines()))


def parsed(lines: Iterable[str]) -> Iterator[Packet]:
    """Packets of a `framecrc` print; what is not one is passed over."""
    bases: dict[str, Fraction] = {}
    kinds: dict[str, str] = {}
    for line in lines:
        if line.startswith("#"):
            name, _, value = line[1:].partition(":")
            what, _, stream = name.partition(" ")
            if what == "tb":
                bases[stream] = Fraction(value.strip())
            elif what == "media_type":
                kinds[stream] = value.strip()
            continue
        parts = [part.strip() for part in line.split(",")]
        if len(parts) < 6 or parts[0] not in bases:
            continue
        flags = next((int(part[2:], 16) for part in parts[6:] if part.startswith("F=")), KEY)
        base = bases[parts[0]]
        decoded, at, length = (float(int(part) * base) for part in parts[1:4])
        yield Packet(kinds.get(parts[0], ""), decoded, at, length, int(parts[4]), flags)
