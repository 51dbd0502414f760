"""Boxes of an MP4 file, as far as packaging needs them."""

import struct
from collections.abc import Iterator

from ..contract import MediaError

WIDE, SIGNED = 1, 1  # versions of boxes
DATA_OFFSET, FIRST_FLAGS, DURATION, SIZE, FLAGS, SHIFT = 0x1, 0x4, 0x100, 0x200, 0x400, 0x800
BAD = MediaError("编码的成品不完整", "会自动再试；若反复出现，请系统管理员检查 ffmpeg", permanent=False)
Content = bytes | bytearray | memoryview


def boxes(content: Content, at: int = 0, end: int | None = None) -> Iterator[tuple[bytes, int, int]]:
    """(kind, where it begins, where it ends) of boxes side by side. Raises MediaError for what is cut off."""
    end = len(content) if end is None else end
    while at < end:
        if at + 8 > end:
            raise BAD
        size, kind = struct.unpack_from(">I4s", content, at)
        if size == 1 and at + 16 <= end:
            (size,) = struct.unpack_from(">Q", content, at + 8)
        if size < 8 or at + size > end:
            raise BAD
        yield kind, at, at + size
        at += size


def inside(content: Content, *path: bytes) -> int:
    """Where the box at this path begins. Raises MediaError."""
    at, end = 0, len(content)
    for step, wanted in enumerate(path):
        for kind, start, stop in boxes(content, at + (8 if step else 0), end):
            if kind == wanted:
                at, end = start, stop
                break
        else:
            raise BAD
    return at


def timescale(head: Content) -> int:
    """Ticks a second."""
    at = inside(head, b"moov", b"trak", b"mdia", b"mdhd")
    return struct.unpack_from(">I", head, at + (28 if head[at + 8] == WIDE else 20))[0]


def decode_time(index: Content) -> int:
    """When the first sample of a fragment is decoded, in ticks."""
    at = inside(index, b"moof", b"traf", b"tfdt")
    return struct.unpack_from(">Q" if index[at + 8] == WIDE else ">I", index, at + 12)[0]


def set_decode_time(index: bytearray, ticks: int) -> None:
    """Change it in place."""
    at = inside(index, b"moof", b"traf", b"tfdt")
    struct.pack_into(">Q" if index[at + 8] == WIDE else ">I", index, at + 12, max(0, ticks))


def shifts(index: Content) -> list[tuple[int, int]]:
    """(where it is written, ticks from decoding to showing) per sample; nothing where the box has no shifts."""
    at, flags, count, step = _run(index)
    if not flags & SHIFT:
        return []
    first = at + 16 + 4 * bool(flags & DATA_OFFSET) + 4 * bool(flags & FIRST_FLAGS)
    layout = ">i" if index[at + 8] == SIGNED else ">I"
    places = [first + number * step + step - 4 for number in range(count)]
    return [(place, struct.unpack_from(layout, index, place)[0]) for place in places]


def set_shifts(index: bytearray, later: list[tuple[int, int]]) -> None:
    """Write shifts, which may be negative then, in place."""
    for place, shift in later:
        struct.pack_into(">i", index, place, shift)
    index[inside(index, b"moof", b"traf", b"trun") + 8] = SIGNED


def length(index: Content) -> int:
    """How long the samples of a fragment last, in ticks."""
    at, flags, count, step = _run(index)
    if not flags & DURATION:
        return count * _usual_length(index)
    first = at + 16 + 4 * bool(flags & DATA_OFFSET) + 4 * bool(flags & FIRST_FLAGS)
    return sum(struct.unpack_from(">I", index, first + number * step)[0] for number in range(count))


def _usual_length(index: Content) -> int:
    """Of a sample, where the box does not say it for each."""
    at = inside(index, b"moof", b"traf", b"tfhd")
    flags = int.from_bytes(index[at + 9 : at + 12], "big")
    place = at + 16 + 8 * bool(flags & 0x1) + 4 * bool(flags & 0x2)
    return struct.unpack_from(">I", index, place)[0] if flags & 0x8 else 0


def _run(index: Content) -> tuple[int, int, int, int]:
    """(where the list of samples lies, its flags, how many, bytes for each)."""
    at = inside(index, b"moof", b"traf", b"trun")
    flags, count = int.from_bytes(index[at + 9 : at + 12], "big"), struct.unpack_from(">I", index, at + 12)[0]
    return at, flags, count, 4 * sum(bool(flags & one) for one in (DURATION, SIZE, FLAGS, SHIFT))
