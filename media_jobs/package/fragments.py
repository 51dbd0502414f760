"""Taking a fragmented MP4 apart: its head, and each fragment with the time its first sample is shown.

Pieces encoded by different workers each begin at 0; here they are put on the clock of the whole video, so that a player
sees one film. Encoders show their first picture some pictures late, which is taken back the same way on every quality.
"""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .boxes import BAD, boxes, decode_time, length, set_decode_time, set_shifts, shifts, timescale

HEAD = {b"ftyp", b"moov"}


@dataclass(frozen=True)
class Fragment:
    """`at_s` is when its first sample is shown, on the clock of the whole video; `seconds` how long it lasts."""

    at_s: float
    seconds: float
    index: bytes
    data: memoryview


@dataclass(frozen=True)
class Pieces:
    """`head` is what a player reads first."""

    head: bytes
    fragments: tuple[Fragment, ...]


def taken_apart(path: Path, starts_s: float) -> Pieces:
    """The file at `path`, whose first sample is shown `starts_s` seconds into the video. Raises MediaError."""
    if not path.stat().st_size:
        raise BAD
    with path.open("rb") as file:  # mapped: a film of hours does not fit into memory
        content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    head = b"".join(content[at:end] for kind, at, end in boxes(content) if kind in HEAD)
    found = list(_fragments(content))
    if not found:
        raise BAD
    ticks = timescale(head)
    first, shown = found[0][0], shifts(found[0][0])
    late = shown[0][1] if shown else 0
    move = round(starts_s * ticks) - decode_time(first)
    fragments = []
    for index, data in found:
        set_decode_time(index, decode_time(index) + move)
        own = shifts(index)
        if late:
            set_shifts(index, [(place, shift - late) for place, shift in own])
        at = decode_time(index) + (own[0][1] - late if own else 0)
        fragments.append(Fragment(at / ticks, length(index) / ticks, bytes(index), data))
    return Pieces(head, tuple(fragments))


def _fragments(content: memoryview) -> Iterator[tuple[bytearray, memoryview]]:
    """(index box, data box)."""
    index = None
    for kind, at, end in boxes(content):
        if kind == b"moof":
            index = bytearray(content[at:end])
        elif kind == b"mdat" and index is not None:
            yield index, content[at:end]
            index = None


def lateness(path: Path) -> float:
    """By how many seconds pictures are decoded after the time they are shown at, at most."""
    with path.open("rb") as file:
        content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    head = b"".join(content[at:end] for kind, at, end in boxes(content) if kind in HEAD)
    lowest = min((shift for index, _ in _fragments(content) for _, shift in shifts(index)), default=0)
    return max(0, -lowest) / timescale(head)
