"""The index of one release, open for questions: which documents hold some runs of characters, and where."""

import os
import threading
import time
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .segment import Segment
from .segment_list import SegmentList
from .units import encode

KEPT = 128  # answers remembered for another page, filter or order
CHECK = 32  # documents read between two looks at the clock
BITS = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


@dataclass(frozen=True, slots=True)
class Hits:
    """What one segment holds: bitmaps of all hits, and of their classes, best first."""

    segment: Segment
    all: int
    classes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    hits: list[Hits]
    complete: bool  # False: time was up before everything had been looked at


class Index:
    """One release. Answers many threads at once."""

    def __init__(self, folder: Path):
        parts = [part for part in SegmentList.read(folder).parts if part.live]
        self.parts = sorted(parts, key=lambda part: -part.segment.newest)
        self._answers: OrderedDict[tuple, Found] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, wanted: list[str], locale: str, budget: float) -> Found:
        """Documents of a language that hold all of `wanted`, within `budget` seconds."""
        key = (tuple(wanted), locale)
        with self._lock:
            if known := self._answers.get(key):
                self._answers.move_to_end(key)
                return known
        found = _Search(wanted, locale, time.monotonic() + budget).run(self)
        if found.complete:
            with self._lock:
                self._answers[key] = found
                while len(self._answers) > KEPT:
                    self._answers.popitem(last=False)
        return found


class _Search:
    def __init__(self, wanted: list[str], locale: str, deadline: float):
        self.wanted, self.locale, self.deadline = wanted, locale, deadline
        self.units = [list(array("H", encode(run))) for run in wanted]
        self.title = " ".join(wanted)
        self.complete = True

    def run(self, index: Index) -> Found:
        hits = []
        for part in index.parts:
            segment = part.segment
            found = self._holding(segment, "all", part.live & segment.locales.get(self.locale, 0))
            if found:
                hits.append(Hits(segment, found, tuple(self._classes(segment, found))))
            if not self.complete:
                break
        return Found(hits, self.complete)

    def _holding(self, segment: Segment, field: str, among: int) -> int:
        """Bitmap of those of `among` whose field holds every run."""
        unsure = []
        for run, units in zip(self.wanted, self.units, strict=True):
            if not among:
                return 0
            candidates, sure = segment.fields[field].candidates(units)
            among &= candidates
            if not sure:
                unsure.append(run)
        return self._read(segment, field, among, unsure) if unsure else among

    def _read(self, segment: Segment, field: str, among: int, runs: list[str]) -> int:
        found = bytearray((segment.count + 7) // 8)
        text_of, first, rest = segment.reader(field), runs[0], runs[1:]
        for count, number in enumerate(numbers(among)):
            if not count % CHECK and time.monotonic() > self.deadline:
                self.complete = False
                break
            text = text_of(number)
            if first in text and all(run in text for run in rest):
                found[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(found, "little")

    def _classes(self, segment: Segment, hits: int) -> Iterator[int]:
        """Same title; in the title; in the tags; in the summary; elsewhere. A document is in the first that fits."""
        same = segment.titled(self.title) & hits
        yield same
        left = hits & ~same
        for field in ("title", "tags", "summary"):
            found = self._holding(segment, field, left)
            yield found
            left &= ~found
        yield left


def numbers(bits: int) -> Iterator[int]:
    """Places of the bits set, lowest first."""
    data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for place, byte in enumerate(data):
        if byte:
            for bit in BITS[byte]:
                yield 8 * place + bit


@lru_cache(maxsize=4)
def _open(folder: str) -> Index:
    return Index(Path(folder))


def open_index(folder: Path) -> Index:
    """The index in `.release/search` of a release; kept open for the last few."""
    return _open(os.path.realpath(folder))
