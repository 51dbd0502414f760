"""One document as a segment keeps it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Head = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """`shown` is what readers see, `sought` what is searched; both are units, fields parted by a zero unit.

    `ends` are the ends of the four fields in `sought`, in bytes. `facts` is JSON: id, path, published, locale, columns.
    """

    name: int  # of the document, 64 bits
    mark: bytes  # changes with anything a result shows or finds
    time: int  # microseconds
    sequence: int
    title: int  # CRC-32 of the folded title
    locale: str
    columns: tuple[str, ...]
    facts: bytes
    shown: bytes
    sought: bytes
    ends: tuple[int, int, int, int]

    @property
    def order(self) -> tuple[int, int, int]:
        """Newest first."""
        return -self.time, -self.sequence, self.name


def is_searchable(head: Head) -> bool:
    return head["kind"] not in ("site", "home", "column")


def name_of(document_id: str) -> int:
    return int.from_bytes(hashlib.blake2b(document_id.encode(), digest_size=8).digest(), "little")


def mark_of(head: Head, columns: Sequence[str]) -> bytes:
    text = "\n".join((head["sha"], *columns))
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def microseconds(published: str) -> int:
    """Since 1970; 0 for a document without a date."""
    if not published:
        return 0
    moment = datetime.fromisoformat(published)
    seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - datetime(1970, 1, 1, tzinfo=UTC)
    return (seconds.days * 86400 + seconds.seconds) * 1_000_000 + seconds.microseconds
