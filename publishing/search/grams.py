"""Which documents hold which grams: the bitmaps and the signature of one field of a segment.

Arrays instead of tokens: a text of 2,000 characters costs a quarter of a millisecond.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from .layout import FIRST, LEAST, MASK, MAX_FREQUENT, MAX_LEVEL, PLAIN, SECOND, SHIFTS, STEP, Tuning
from .units import SEPARATOR, classes

MIN_BITS, MAX_BITS = 6, 17
TABLE_BITS = 21
TABLE = 1 << TABLE_BITS
MIX = 0x9E3779B1
STRETCH = 1 << 19
BLOCK = 256  # documents whose signatures are made at once: a multiple of eight, few enough to stay small


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
    (places,) = _select(_take(kinds, units) != SEPARATOR, np.arange(len(units), dtype=np.int32))
    keys = _take(units, places).astype(np.uint32)
    del units
    made = Grams()
    rare = _climb(keys, owners, places, tuning, made, count)
    _sign(rare, count, tuning.rows, made)
    return made


def _climb(
    keys: np.ndarray, owners: np.ndarray, places: np.ndarray, tuning: Tuning, made: Grams, count: int
) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """Level by level; returns (level, keys, documents) of what is not frequent."""
    rare, size = [], 0x10000
    for level in range(1, MAX_LEVEL + 1):
        frequent, found = _number(keys, size, max(LEAST, int(count * tuning.frequent)))
        keys, cold = _select(found < 0, keys, places)
        rare.append((level, keys, _take(owners, cold)))
        del cold
        places, found = _select(found >= 0, places, found)
        bitmaps = _bitmaps(found, _take(owners, places), len(frequent), count)
        made.levels.append((frequent, bitmaps))
        if not len(frequent):
            break
        size = len(frequent) ** 2
        keys, following, places = _select(np.diff(places) == 1, found[:-1], found[1:], places[:-1])
        keys = keys.astype(np.uint32) * np.uint32(len(frequent))
        keys += following.astype(np.uint32)
    return rare


def _number(keys: np.ndarray, size: int, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Keys that turn up often, in order, and for each of `keys` its place among them, -1 for the others.

    Counted in a table by a hash of the key. Two keys in one place count together, and one of them counts as rare:
    both are harmless, as bitmaps are exact and the signature holds the rest. So does a document counted twice.
    """
    direct = size <= TABLE
    counts = np.zeros(min(size, TABLE), np.int32)
    for some in _stretches(len(keys)):
        counts += np.bincount(_slots(keys[some], direct), minlength=len(counts)).astype(np.int32)
    hot = np.flatnonzero(counts > least)
    if len(hot) > MAX_FREQUENT:
        hot = np.sort(hot[np.argsort(-counts[hot], kind="stable")[:MAX_FREQUENT]])
    owner = hot.astype(np.uint32)
    if not direct:
        owners = np.zeros(TABLE, np.uint32)
        for some in _stretches(len(keys)):
            owners[_slots(keys[some], direct)] = keys[some]
        owner = owners[hot]
    order = np.argsort(owner)
    numbers = np.full(len(counts), -1, np.int16)
    numbers[hot[order]] = np.arange(len(hot), dtype=np.int16)
    frequent, found = owner[order], np.empty(len(keys), np.int16)
    for some in _stretches(len(keys)):
        numbered = numbers.take(_slots(keys[some], direct), mode="clip")
        if not direct and len(frequent):
            numbered[frequent.take(np.maximum(numbered, 0)) != keys[some]] = -1
        found[some] = numbered
    return frequent, found


def _slots(keys: np.ndarray, direct: bool) -> np.ndarray:
    return keys if direct else (keys * np.uint32(MIX)) >> np.uint32(32 - TABLE_BITS)


def _bitmaps(numbers: np.ndarray, owners: np.ndarray, rows: int, count: int) -> bytes:
    matrix = np.zeros((rows, count), dtype=bool)
    for some in _stretches(len(numbers)):
        matrix[numbers[some], owners[some]] = True
    return np.packbits(matrix, axis=1, bitorder="little").tobytes()


def _stretches(size: int) -> Iterator[slice]:
    """numpy makes eight bytes of each number it looks something up by: not of millions at once."""
    return (slice(start, start + STRETCH) for start in range(0, size, STRETCH))


def _select(wanted: np.ndarray, *tables: np.ndarray) -> list[np.ndarray]:
    """Those numbers of each table at whose place stands True."""
    chosen = [np.empty(np.count_nonzero(wanted), table.dtype) for table in tables]
    at = 0
    for some in _stretches(len(wanted)):
        places = np.flatnonzero(wanted[some])
        for whole, table in zip(chosen, tables, strict=True):
            whole[at : at + len(places)] = table[some].take(places)
        at += len(places)
    return chosen


def _take(table: np.ndarray, places: np.ndarray) -> np.ndarray:
    found = np.empty(len(places), table.dtype)
    for some in _stretches(len(places)):
        table.take(places[some], out=found[some], mode="clip")  # any other mode makes one more copy
    return found


def _sign(rare: list[tuple[int, np.ndarray, np.ndarray]], count: int, rows: int, made: Grams) -> None:
    wanted = rows * sum(len(keys) for _, keys, _ in rare) / count
    made.bits = min(MAX_BITS, max(MIN_BITS, round(np.log2(max(wanted, 1)))))
    packed = np.empty((1 << made.bits, -(-count // 8)), dtype=np.uint8)
    for first in range(0, count, BLOCK):
        last = min(count, first + BLOCK)
        marks = np.zeros((1 << made.bits, last - first), dtype=bool)
        for level, keys, owners in rare:  # owners are in order
            begin, end = np.searchsorted(owners, [first, last])
            _mark(marks, level, keys[begin:end], owners[begin:end] - np.uint16(first))
        packed[:, first // 8 : -(-last // 8)] = np.packbits(marks, axis=1, bitorder="little")
    made.signature = packed.tobytes()


def _mark(marks: np.ndarray, level: int, keys: np.ndarray, owners: np.ndarray) -> None:
    mixed = (keys.astype(np.uint64) + np.uint64(level * STEP & MASK)) * np.uint64(FIRST)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(SECOND)
    mixed ^= mixed >> np.uint64(32)
    last = np.uint64(len(marks) - 1)
    for shift in SHIFTS:
        marks[(mixed >> np.uint64(shift) & last).astype(np.int32), owners] = True
