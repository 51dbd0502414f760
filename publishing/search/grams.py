"""Which documents hold which grams: the bitmaps and the signature of one field of a segment.

Arrays instead of tokens: a text of 2,000 characters costs a tenth of a millisecond.
"""

from dataclasses import dataclass, field

import numpy as np

from .layout import FIRST, FREQUENT, MAX_FREQUENT, MAX_LEVEL, PLAIN, SECOND, STEP
from .units import SEPARATOR, classes

MIN_BITS, MAX_BITS = 6, 17


@dataclass
class Grams:
    levels: list[tuple[np.ndarray, bytes]] = field(default_factory=list)  # keys in order, a bitmap each
    bits: int = 0
    signature: bytes = b""


def make_grams(texts: list[bytes], rows: int) -> Grams:
    """`texts`: one for each document, as units. `rows`: of the signature, for each rare gram of a document."""
    count = len(texts)
    if count <= PLAIN:
        return Grams()
    units = np.frombuffer(b"\0\0".join([*texts, b""]), dtype=np.uint16)
    sizes = np.fromiter((len(text) // 2 + 1 for text in texts), np.int64, count)
    owners = np.repeat(np.arange(count, dtype=np.uint16), sizes)
    kinds = np.frombuffer(classes(), dtype=np.uint8)
    places = np.flatnonzero(kinds.take(units) != SEPARATOR).astype(np.int32)
    made = Grams()
    rare = _climb(units, owners, places, count, made)
    _sign(rare, count, rows, made)
    return made


def _climb(
    units: np.ndarray, owners: np.ndarray, places: np.ndarray, count: int, made: Grams
) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """Level by level; returns (level, keys, documents) of what is not frequent."""
    rare = []
    keys, size = units.take(places).astype(np.int32), 0x10000
    for level in range(1, MAX_LEVEL + 1):
        frequent = _frequent(keys, size, count)
        numbers = np.full(size, -1, np.int16)
        numbers[frequent] = np.arange(len(frequent), dtype=np.int16)
        found = numbers.take(keys)
        cold, hot = np.flatnonzero(found < 0), np.flatnonzero(found >= 0)
        rare.append((level, keys.take(cold), owners.take(places.take(cold))))
        places, found = places.take(hot), found.take(hot)
        bitmaps = _bitmaps(found, owners.take(places), len(frequent), count)
        made.levels.append((frequent.astype(np.uint32), bitmaps))
        if not len(frequent):
            break
        pairs = np.flatnonzero(places[1:] == places[:-1] + 1)
        keys = found.take(pairs).astype(np.int32) * len(frequent) + found.take(pairs + 1)
        places, size = places[pairs], len(frequent) ** 2
    return rare


def _frequent(keys: np.ndarray, size: int, count: int) -> np.ndarray:
    """Keys that turn up often, in order. Counting a document twice does no harm: the bitmap is exact."""
    counts = np.bincount(keys, minlength=size)
    least = max(PLAIN, int(count * FREQUENT))
    frequent = np.flatnonzero(counts > least)
    if len(frequent) > MAX_FREQUENT:
        most = np.argsort(-counts[frequent], kind="stable")[:MAX_FREQUENT]
        frequent = np.sort(frequent[most])
    return frequent


def _bitmaps(numbers: np.ndarray, owners: np.ndarray, rows: int, count: int) -> bytes:
    matrix = np.zeros((rows, count), dtype=bool)
    matrix[numbers, owners] = True
    return np.packbits(matrix, axis=1, bitorder="little").tobytes()


def _sign(rare: list[tuple[int, np.ndarray, np.ndarray]], count: int, rows: int, made: Grams) -> None:
    wanted = rows * sum(len(keys) for _, keys, _ in rare) / count
    made.bits = min(MAX_BITS, max(MIN_BITS, round(np.log2(max(wanted, 1)))))
    matrix = np.zeros((1 << made.bits, count), dtype=bool)
    shift = np.uint64(64 - made.bits)
    for level, keys, owners in rare:
        mixed = (keys.astype(np.uint64) + np.uint64(level * STEP & (2**64 - 1))) * np.uint64(FIRST)
        mixed ^= mixed >> np.uint64(29)
        matrix[(mixed >> shift).astype(np.int64), owners] = True
        matrix[((mixed * np.uint64(SECOND)) >> shift).astype(np.int64), owners] = True
    made.signature = np.packbits(matrix, axis=1, bitorder="little").tobytes()
