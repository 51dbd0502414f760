"""A segment file from records."""

import json
import struct
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from ..make_way import asking
from .grams import Grams, make_grams
from .layout import FIELDS, MAGIC, MAX_DOCUMENTS, MAX_UNITS, TUNING, VERSION
from .record import Record


def portions(records: Iterator[Record]) -> Iterator[list[Record]]:
    """Cut a long row of records into segments' worth."""
    portion: list[Record] = []
    size = 0
    for record in records:
        if portion and (len(portion) == MAX_DOCUMENTS or size + len(record.sought) > 2 * MAX_UNITS):
            yield portion
            portion, size = [], 0
        portion.append(record)
        size += len(record.sought)
    if portion:
        yield portion


def segment_bytes(records: list[Record]) -> bytes:
    """The file: the same records give the same bytes, in whatever order they come."""
    records = sorted(records, key=lambda record: record.order)
    head = {"version": VERSION, "documents": len(records), "locales": {}, "columns": {}, "fields": {}}
    parts = _Parts()
    locales, columns = _bitmaps(records)
    head["locales"] = {name: _hex(numbers) for name, numbers in sorted(locales.items())}
    head["columns"] = {name: _hex(numbers) for name, numbers in sorted(columns.items())}
    head["tables"] = _tables(records, parts)
    head["fields"] = {field: _field(field, records, parts) for field in asking(FIELDS, 1)}
    head["texts"] = parts.add(_texts(records))
    text = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
    text += b" " * (-(len(MAGIC) + 6 + len(text)) % 8)
    return b"".join([MAGIC, struct.pack("<HI", 0, len(text)), text, *parts.pieces])


class _Parts:
    """Sections one after the other, each at a multiple of eight bytes after the head."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0

    def add(self, data: bytes) -> int:
        at = self.size
        padding = -len(data) % 8
        self.pieces += [data, b"\0" * padding]
        self.size += len(data) + padding
        return at


def _bitmaps(records: list[Record]) -> tuple[dict[str, int], dict[str, int]]:
    locales: dict[str, int] = defaultdict(int)
    columns: dict[str, int] = defaultdict(int)
    for number, record in enumerate(records):
        locales[record.locale] |= 1 << number
        for column in record.columns:
            columns[column] |= 1 << number
    return locales, columns


def _hex(numbers: int) -> str:
    return format(numbers, "x")


def _tables(records: list[Record], parts: _Parts) -> dict[str, int]:
    names = np.array([record.name for record in records], dtype=np.uint64)
    order = np.argsort(names)
    rows, at = [], 0
    for record in records:
        begin, ends = at, [at + end for end in record.ends]
        at += len(record.sought)
        own = record.sought is not record.shown
        shown = (at, at + len(record.shown)) if own else (begin, at)
        at = shown[1]
        rows.append([begin, *ends, *shown, at, at + len(record.facts)])
        at += len(record.facts)
        at += at % 2
    return {
        "rows": parts.add(np.array(rows, dtype=np.uint32).tobytes()),
        "times": parts.add(np.array([record.time for record in records], dtype=np.int64).tobytes()),
        "sequences": parts.add(np.array([record.sequence for record in records], dtype=np.int64).tobytes()),
        "titles": parts.add(np.array([record.title for record in records], dtype=np.uint32).tobytes()),
        "names": parts.add(names.tobytes()),
        "sorted": parts.add(names[order].tobytes()),
        "numbers": parts.add(order.astype(np.uint32).tobytes()),
        "marks": parts.add(b"".join(record.mark for record in records)),
    }


def _texts(records: list[Record]) -> bytes:
    """In the same order and with the same gaps as `_tables` counts them."""
    pieces = []
    for record in records:
        pieces.append(record.sought)
        if record.sought is not record.shown:
            pieces.append(record.shown)
        pieces.append(record.facts)
        if len(record.facts) % 2:
            pieces.append(b"\0")
    return b"".join(pieces)


def _field(name: str, records: list[Record], parts: _Parts) -> dict:
    grams: Grams = make_grams([field_text(one, name) for one in records], TUNING[name])
    levels = [[len(keys), parts.add(keys.tobytes()), parts.add(maps)] for keys, maps in grams.levels]
    return {"levels": levels, "bits": grams.bits, "signature": parts.add(grams.signature)}


def field_text(record: Record, name: str) -> bytes:
    if name == "all":
        return record.sought
    place = FIELDS.index(name)
    return record.sought[record.ends[place - 1] + 2 if place else 0 : record.ends[place]]
