"""Which documents hold which grams: the bitmaps and the signature of one field of a segment.

Arrays instead of tokens: a text of 2,000 characters costs a quarter of a millisecond.
"""

from dataclasses import dataclass, field

import numpy as np

from .layout import FIRST, LEAST, MASK, MAX_FREQUENT, MAX_LEVEL, PLAIN, SECOND, SHIFTS, STEP, Tuning
from .units import SEPARATOR, classes

MIN_BITS, MAX_BITS = 6, 17
TABLE_BITS = 21
TABLE = 1 << TABLE_BITS
MIX = 0x9E3779B1


@dataclass
class Grams:
    levels: list[tuple[np.ndarray, bytes]] = field(default_factory=list)  # keys in order, a bitmap each
    bits: int = 0
    signature: bytes = b""


def make_grams(texts: list[bytes], tuning: Tuning) -> Grams:
    """`texts`: one for each document, as units."""
    count = len(texts)
    if count <= PLAIN:
        return Grams()
    units = np.frombuffer(b"\0\0".join([*texts, b""]), dtype=np.uint16)
    sizes = np.fromiter((len(text) // 2 + 1 for text in texts), np.int64, count)
    owners = np.repeat(np.arange(count, dtype=np.uint16), sizes)
    kinds = np.frombuffer(classes(), dtype=np.uint8)
    places = np.flatnonzero(kinds.take(units) != SEPARATOR).astype(np.int32)
    made = Grams()
    rare = _climb(units, owners, places, count, tuning, made)
    _sign(rare, count, tuning.rows, made)
    return made


def _climb(
    units: np.ndarray, owners: np.ndarray, places: np.ndarray, count: int, tuning: Tuning, made: Grams
) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """Level by level; returns (level, keys, documents) of what is not frequent."""
    rare = []
    keys, size = units.take(places).astype(np.uint32), 0x10000
    for level in range(1, MAX_LEVEL + 1):
        frequent, found = _number(keys, size, max(LEAST, int(count * tuning.frequent)))
        cold, hot = np.flatnonzero(found < 0), np.flatnonzero(found >= 0)
        rare.append((level, keys.take(cold), owners.take(places.take(cold))))
        places, found = places.take(hot), found.take(hot)
        bitmaps = _bitmaps(found, owners.take(places), len(frequent), count)
        made.levels.append((frequent, bitmaps))
        if not len(frequent):
            break
        pairs = np.flatnonzero(places[1:] == places[:-1] + 1)
        size = len(frequent) ** 2
        keys = found.take(pairs).astype(np.uint32) * np.uint32(len(frequent))
        keys += found.take(pairs + 1).astype(np.uint32)
        places = places.take(pairs)
    return rare


def _number(keys: np.ndarray, size: int, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Keys that turn up often, in order, and for each of `keys` its place among them, -1 for the others.

    Counted in a table by a hash of the key. Two keys in one place count together, and one of them counts as rare:
    both are harmless, as bitmaps are exact and the signature holds the rest. So does a document counted twice.
    """
    direct = size <= TABLE
    slots = keys if direct else (keys * np.uint32(MIX)) >> np.uint32(32 - TABLE_BITS)
    counts = np.bincount(slots, minlength=min(size, TABLE))
    hot = np.flatnonzero(counts > least)
    if len(hot) > MAX_FREQUENT:
        hot = np.sort(hot[np.argsort(-counts[hot], kind="stable")[:MAX_FREQUENT]])
    owner = hot.astype(np.uint32)
    if not direct:
        owners = np.zeros(TABLE, np.uint32)
        owners[slots] = keys
        owner = owners[hot]
    order = np.argsort(owner)
    numbers = np.full(len(counts), -1, np.int16)
    numbers[hot[order]] = np.arange(len(hot), dtype=np.int16)
    frequent, found = owner[order], numbers.take(slots)
    if not direct and len(frequent):
        found[frequent.take(np.maximum(found, 0)) != keys] = -1
    return frequent, found


def _bitmaps(numbers: np.ndarray, owners: np.ndarray, rows: int, count: int) -> bytes:
    matrix = np.zeros((rows, count), dtype=bool)
    matrix[numbers, owners] = True
    return np.packbits(matrix, axis=1, bitorder="little").tobytes()


def _sign(rare: list[tuple[int, np.ndarray, np.ndarray]], count: int, rows: int, made: Grams) -> None:
    wanted = rows * sum(len(keys) for _, keys, _ in rare) / count
    made.bits = min(MAX_BITS, max(MIN_BITS, round(np.log2(max(wanted, 1)))))
    matrix = np.zeros((1 << made.bits, count), dtype=bool)
    last = np.uint64((1 << made.bits) - 1)
    for level, keys, owners in rare:
        mixed = (keys.astype(np.uint64) + np.uint64(level * STEP & MASK)) * np.uint64(FIRST)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(SECOND)
        mixed ^= mixed >> np.uint64(32)
        for shift in SHIFTS:
            matrix[(mixed >> np.uint64(shift) & last).astype(np.int32), owners] = True
    made.signature = np.packbits(matrix, axis=1, bitorder="little").tobytes()
