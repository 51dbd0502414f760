"""From pieces in the work folder to segments in storage. A segment is stored before anything names it, under a name no
other attempt uses, and is never written again.
"""

import hashlib
import secrets
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..models import Video
from ..package import Fragment, Pieces, taken_apart
from ..package.boxes import BAD
from ..package.codecs import codecs_of
from ..zones import zone_of

NEAR = 0.1  # seconds a picture may come after the moment its segment begins


@dataclass(frozen=True)
class Stored:
    """`segments` are (name, seconds, bytes), names below the folder of the edition; `same` tells equal heads."""

    head: str
    codecs: str
    same: str
    segments: tuple[tuple[str, float, int], ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def fresh(name: str) -> str:
    """A folder of its own for this attempt."""
    return f"{name}-{secrets.token_hex(6)}"


Segment = tuple[Sequence[Fragment], float]  # what it is made of, and its seconds


def grouped(pieces: Pieces, cuts: Sequence[float], end: float) -> list[Segment]:
    """Fragments by the segments that begin at `cuts`. Raises MediaError where one is missing."""
    parts: list[list[Fragment]] = [[] for _ in cuts]
    for one in pieces.fragments:
        place = max(0, bisect_right(cuts, one.at_s + NEAR) - 1)
        if not parts[place] and abs(one.at_s - cuts[place]) > NEAR:
            raise BAD
        parts[place].append(one)
    if not all(parts):
        raise BAD
    lengths = [after - before for before, after in zip(cuts, [*cuts[1:], end], strict=True)]
    return list(zip(parts, lengths, strict=True))


def store(
    video: Video, folder: str, name: str, head: bytes, segments: Sequence[Segment], first: int = 0
) -> Stored:
    """Keep one quality, or a chunk of it whose segments count from `first`."""
    place = f"{video.folder}/{video.edition}/"
    top = f"{folder}/{name}-init.mp4"
    told: list[tuple[str, float, int]] = []

    def files() -> Iterator[tuple[str, bytes]]:
        yield place + top, head
        for number, (fragments, seconds) in enumerate(segments, first):
            content = b"".join(part for one in fragments for part in (one.index, one.data))
            told.append((f"{folder}/{name}-{number:05d}.m4s", round(seconds, 6), len(content)))
            yield place + told[-1][0], content

    zone_of(video).store(files())
    return Stored(top, codecs_of(head), hashlib.sha256(head).hexdigest(), tuple(told))


def store_sound(video: Video, paths: Sequence[Path], starts_s: float) -> Stored:
    """The pieces of the sound, one after the other on one clock."""
    head, clock = b"", max(0.0, starts_s)
    segments: list[Segment] = []
    for path in paths:
        pieces = taken_apart(path, clock)
        head = head or pieces.head
        seconds = sum(one.seconds for one in pieces.fragments)
        segments.append((pieces.fragments, seconds))
        clock += seconds
    return store(video, fresh("sound"), "sound", head, segments)
