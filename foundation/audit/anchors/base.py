"""A noted head and a place that keeps it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ..chain import seal_anchor
from ..keys import KeyRing


class AnchorFault(Exception):
    """A place cannot be written or read. The message is for people."""


@dataclass(frozen=True, order=True)
class Anchor:
    """`at` is UTC, ISO 8601 to the second; `mark` proves that this installation wrote it."""

    sequence: int
    hash: str
    at: str
    key_id: str
    mark: str

    @classmethod
    def make(cls, sequence: int, head: str, at: datetime, keys: KeyRing) -> "Anchor":
        said, key = at.isoformat(timespec="seconds"), keys.newest
        return cls(sequence, head, said, key.id, seal_anchor(sequence, head, said, key.bytes))

    def genuine(self, keys: KeyRing) -> bool:
        key = keys.named(self.key_id)
        return key is not None and seal_anchor(self.sequence, self.hash, self.at, key.bytes) == self.mark


class Place(Protocol):
    """Where heads are kept. Nothing that was put there can be changed through it."""

    name: str

    def put(self, anchor: Anchor) -> None:
        """Raises AnchorFault."""

    def read(self, after: int) -> Iterator[Anchor]:
        """The anchors above sequence `after`, the oldest first. Raises AnchorFault."""
