"""Reads one segment. Tables are mapped, postings and texts are read as needed, so a process stays small."""

import json
import mmap
import os
import struct
import threading
import weakref
import zlib
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from .layout import FIELDS, MAGIC, ROW, VERSION, FieldHead, next_keys, signature_rows
from .record import Record
from .text import fold
from .units import decode

FEW = 3  # so few candidates are read rather than narrowed down further


class Segment:
    """An open segment file. Raises OSError or ValueError when it is missing or not whole."""

    def __init__(self, path: Path):
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self._close = weakref.finalize(self, os.close, self._file)
        start = len(MAGIC) + 6
        first = os.pread(self._file, start, 0)
        if len(first) < start or not first.startswith(MAGIC):
            raise ValueError(f"{path} is not a search segment")
        _, length = struct.unpack("<HI", first[len(MAGIC) :])
        self.head: dict[str, Any] = json.loads(os.pread(self._file, length, start))
        if self.head["version"] != VERSION:
            raise ValueError(f"{path} is of another version")
        self._base = start + length
        self.count: int = self.head["documents"]
        self.everything = (1 << self.count) - 1
        self._stride = (self.count + 7) // 8
        self._map = memoryview(mmap.mmap(self._file, 0, access=mmap.ACCESS_READ))
        self._tables()
        self.locales = {name: int(bits, 16) for name, bits in self.head.pop("locales").items()}
        self.columns = {name: int(bits, 16) for name, bits in self.head.pop("columns").items()}
        heads = self.head.pop("fields")
        self.fields = {name: self._field(heads[name]) for name in FIELDS}

    def _tables(self) -> None:
        tables, count = self.head["tables"], self.count
        self.rows = self._table(tables["rows"], "I", count * ROW)
        self.times = self._table(tables["times"], "q", count)
        self.sequences = self._table(tables["sequences"], "q", count)
        self._titles = bytes(self._table(tables["titles"], "I", count))
        self.names = self._table(tables["names"], "Q", count)
        self._sorted = self._table(tables["sorted"], "Q", count)
        self._numbers = self._table(tables["numbers"], "I", count)
        self._marks = self._table(tables["marks"], "B", 8 * count)
        self._texts = self._base + self.head["texts"]

    def _table(self, at: int, kind: Literal["B", "I", "Q", "q"], count: int) -> memoryview:
        begin = self._base + at
        return self._map[begin : begin + count * struct.calcsize(kind)].cast(kind)

    def _field(self, head: dict[str, Any]) -> "_Field":
        return _Field(self, FieldHead([tuple(x) for x in head["levels"]], head["bits"], head["signature"]))

    # --- documents -----------------------------------------------------------------------------------------
    def number(self, name: int) -> int | None:
        """Place of a document by the hash of its id."""
        at = bisect_left(self._sorted, name)
        return self._numbers[at] if at < self.count and self._sorted[at] == name else None

    def mark(self, number: int) -> bytes:
        return bytes(self._marks[8 * number : 8 * number + 8])

    def row(self, number: int) -> memoryview:
        return self.rows[ROW * number : ROW * (number + 1)]

    def text(self, number: int, field: str) -> str:
        """What is searched of a document."""
        row, place = self.row(number), FIELDS.index(field)
        begin = row[0] if place in (0, 3) else row[place] + 2
        return decode(self.read(begin, row[place + 1]))

    def reader(self, field: str) -> Callable[[int], str]:
        """`text` for many documents, made for speed: it is most of the work of a rare query."""
        place, rows, file, base = FIELDS.index(field), self.rows, self._file, self._texts
        first, gap = (0, 0) if place in (0, 3) else (place, 2)

        def text(number: int) -> str:
            at = ROW * number
            begin = rows[at + first] + gap
            return decode(os.pread(file, rows[at + place + 1] - begin, base + begin))

        return text

    def shown(self, number: int) -> tuple[dict[str, Any], list[str]]:
        """Facts, and [title, tags, summary, text] as readers see them."""
        row = self.row(number)
        return json.loads(self.read(row[7], row[8])), decode(self.read(row[5], row[6])).split("\0")

    def record(self, number: int) -> Record:
        """What the document was written from."""
        row = self.row(number)
        facts = self.read(row[7], row[8])
        value = json.loads(facts)
        sought = self.read(row[0], row[4])
        title = int.from_bytes(self._titles[4 * number : 4 * number + 4], "little")
        return Record(
            self.names[number],
            self.mark(number),
            self.times[number],
            self.sequences[number],
            title,
            value["locale"],
            tuple(value["columns"]),
            facts,
            sought if row[5] == row[0] else self.read(row[5], row[6]),
            sought,
            (row[1] - row[0], row[2] - row[0], row[3] - row[0], row[4] - row[0]),
        )

    def titled(self, title: str) -> int:
        """Documents with this title, `title` being folded."""
        wanted, found, at = zlib.crc32(title.encode()).to_bytes(4, "little"), 0, -1
        while (at := self._titles.find(wanted, at + 1)) >= 0:
            number, rest = divmod(at, 4)
            if not rest and " ".join(fold(self.text(number, "title")).split()) == title:
                found |= 1 << number
        return found

    def read(self, begin: int, end: int) -> bytes:
        data = os.pread(self._file, end - begin, self._texts + begin)
        if len(data) != end - begin:
            raise ValueError("search segment is cut short")
        return data

    def bitmap(self, at: int, row: int) -> int:
        data = os.pread(self._file, self._stride, self._base + at + row * self._stride)
        return int.from_bytes(data, "little")

    @cached_property
    def newest(self) -> int:
        return self.times[0]

    def since(self, moment: int) -> int:
        """Documents of `moment` or later."""
        return (1 << self._later(moment - 1)) - 1

    def before(self, moment: int) -> int:
        """Documents earlier than `moment`."""
        return self.everything & ~((1 << self._later(moment - 1)) - 1)

    def _later(self, moment: int) -> int:
        """How many documents are later than `moment`: they stand first."""
        return bisect_left(self.times, -moment, key=lambda time: -time)


class _Field:
    """Grams of one field."""

    def __init__(self, segment: Segment, head: FieldHead):
        self._segment = weakref.proxy(segment)
        self._head = head
        self._keys = [segment._table(keys, "I", count) for count, keys, _ in head.levels]

    def candidates(self, units: list[int]) -> tuple[int, bool]:
        """Documents that may hold the run `units`, and whether they all do."""
        segment, head = self._segment, self._head
        found, keys = segment.everything, units
        shorter: list[int] = []
        if not head.bits:
            return found, False
        for level, table in enumerate(self._keys, 1):
            numbers, narrowed = [], False
            for key in keys:
                at = bisect_left(table, key)
                if at < len(table) and table[at] == key:
                    numbers.append(at)
                    continue
                narrowed = True
                found &= self._signature(level, key)
                if found.bit_count() <= FEW:
                    return found, not found
            if level == len(units) and not narrowed:
                return segment.bitmap(head.levels[level - 1][2], numbers[0]), True
            if narrowed or level == len(self._keys):
                return self._narrow(self._narrow(found, level, numbers), level - 1, shorter), False
            keys, shorter = next_keys(numbers, len(table)), numbers
        return found, False

    def _narrow(self, found: int, level: int, numbers: list[int]) -> int:
        for number in dict.fromkeys(numbers):
            if found.bit_count() <= FEW:
                break
            found &= self._segment.bitmap(self._head.levels[level - 1][2], number)
        return found

    def _signature(self, level: int, key: int) -> int:
        found = self._segment.everything
        for row in signature_rows(level, key, self._head.bits):
            found &= self._segment.bitmap(self._head.signature, row)
        return found


_open: "weakref.WeakValueDictionary[tuple, Segment]" = weakref.WeakValueDictionary()
_lock = threading.Lock()


def open_segment(path: Path) -> Segment:
    """Releases share the open ones: an unchanged segment is the same file in each."""
    stat = path.stat()
    key = (path.name, stat.st_dev, stat.st_ino, stat.st_mtime_ns)
    with _lock:
        segment = _open.get(key)
        if segment is None:
            segment = _open[key] = Segment(path)
        return segment
