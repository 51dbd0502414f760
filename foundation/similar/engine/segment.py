"""A segment: some items with their terms in one immutable run of bytes, mapped by every process that asks.

The same items give the same bytes. Besides items it names those that are gone since older segments were written.
"""

import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .terms import KINDS, Terms

MAGIC = b"SPC-SIMILAR".ljust(15, b"\0")
FIRST = struct.Struct("<BIQI")  # version, checksum and length of all that follows, length of the head
VERSION = 1  # of the format and of what `terms` makes: another one means the index is made anew
MOST = 8192  # items of a segment
TABLES = {"keys": "<u4", "starts": "<u4", "items": "<u2", "counts": "u1", "numbers": "<i8", "gone": "<i8"} | {
    "collections": "<u2",
    "lengths": "<u2",
    "id_starts": "<u4",
    "ids": "u1",
}


class Damaged(ValueError):
    """These bytes are not a whole segment of this version."""


@dataclass(frozen=True)
class Indexed:
    """An item as a segment holds it. `number` is never given to another item."""

    number: int
    collection: str
    id: str
    terms: Terms


def segment_bytes(items: Iterable[Indexed], gone: Iterable[int] = ()) -> bytes:
    """At most MOST items."""
    rows = sorted(items, key=lambda item: item.number)
    names = sorted({row.collection for row in rows})
    ids = [row.id.encode() for row in rows]
    tables = {
        **_postings(rows),
        "numbers": np.array([row.number for row in rows], np.int64),
        "gone": np.array(sorted(gone), np.int64),
        "collections": np.array([names.index(row.collection) for row in rows], np.uint16),
        "lengths": np.minimum(np.array([row.terms.lengths for row in rows]).reshape(-1, 3).T, 65535),
        "id_starts": np.cumsum([0, *map(len, ids)]),
        "ids": np.frombuffer(b"".join(ids), np.uint8),
    }
    return _pack(tables, {"items": len(rows), "collections": names})


def _postings(rows: Sequence[Indexed]) -> dict[str, np.ndarray]:
    keys = np.concatenate([np.empty(0, np.uint32), *(row.terms.keys for row in rows)])
    counts = np.concatenate([np.empty(0, np.uint8), *(row.terms.counts for row in rows)])
    owners = np.repeat(np.arange(len(rows), dtype=np.uint16), [len(row.terms.keys) for row in rows])
    order = np.argsort(keys, kind="stable")  # so the items of a term stay in order
    keys = keys[order]
    firsts = (
        np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.empty(0, int)
    )
    return {
        "keys": keys[firsts],
        "starts": np.append(firsts, len(keys)),
        "items": owners[order],
        "counts": counts[order],
    }


def _pack(tables: dict[str, np.ndarray], head: dict) -> bytes:
    pieces: list[bytes] = []
    at, places = 0, {}
    for name, kind in TABLES.items():
        data = np.ascontiguousarray(tables[name], kind).tobytes()
        places[name] = [at, tables[name].size]
        data += b"\0" * (-len(data) % 8)
        pieces.append(data)
        at += len(data)
    text = json.dumps({**head, "tables": places}, ensure_ascii=False, sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    body = b"".join([text, *pieces])
    return MAGIC + FIRST.pack(VERSION, zlib.crc32(body), len(body), len(text)) + body


class Segment:
    """Reads the bytes of a segment where they lie. Raises Damaged when they are not whole."""

    def __init__(self, data, *, thorough: bool = False) -> None:
        start = len(MAGIC) + FIRST.size
        if len(data) < start or bytes(data[: len(MAGIC)]) != MAGIC:
            raise Damaged("not a segment")
        version, checksum, length, head = FIRST.unpack(bytes(data[len(MAGIC) : start]))
        body = memoryview(data)[start:]
        if version != VERSION or length != len(body) or (thorough and zlib.crc32(body) != checksum):
            raise Damaged("cut short, changed, or of another version")
        try:
            self._read(body[head:], json.loads(bytes(body[:head])))
        except (KeyError, ValueError, TypeError) as error:
            raise Damaged(str(error)) from error

    def _read(self, tables: memoryview, head: dict) -> None:
        self.count: int = head["items"]
        self.names: list[str] = head["collections"]

        def table(name: str) -> np.ndarray:
            at, count = head["tables"][name]
            return np.frombuffer(tables, TABLES[name], count, at)

        self.keys, self.starts, self.items, self.counts = map(table, ("keys", "starts", "items", "counts"))
        self.numbers, self.gone, self.collections = map(table, ("numbers", "gone", "collections"))
        self.lengths = table("lengths").reshape(len(KINDS), self.count)
        self._id_starts, self._ids = table("id_starts"), table("ids")

    def id(self, item: int) -> str:
        return self._ids[self._id_starts[item] : self._id_starts[item + 1]].tobytes().decode()

    def places(self, keys: np.ndarray) -> np.ndarray:
        """Where each term stands in this segment, -1 where it does not. `keys` are in order."""
        at = np.searchsorted(self.keys, keys)
        found = np.minimum(at, max(len(self.keys) - 1, 0))
        return np.where(self.keys[found] == keys, found, -1) if len(self.keys) else np.full(len(keys), -1)

    def posting(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """The items with a term, in order, and how often it stands in each."""
        some = slice(self.starts[place], self.starts[place + 1])
        return self.items[some], self.counts[some]

    @cached_property
    def _by_item(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        order = np.argsort(self.items, kind="stable")
        keys = np.repeat(self.keys, np.diff(self.starts))[order]
        return keys, self.counts[order], np.searchsorted(self.items[order], np.arange(self.count + 1))

    def indexed(self, item: int) -> Indexed:
        """What an item was written from: to write it anew into another segment."""
        keys, counts, starts = self._by_item
        some = slice(starts[item], starts[item + 1])
        lengths = tuple(int(length) for length in self.lengths[:, item])
        name = self.names[self.collections[item]]
        return Indexed(
            int(self.numbers[item]),
            name,
            self.id(item),
            Terms(keys[some], counts[some], lengths),  # type: ignore[arg-type]
        )
