"""Looking into a file of old records with the conditions of the screen (`AuditQuerySet.matching`)."""

from collections import deque
from collections.abc import Iterator
from datetime import timedelta

from ..keys import ring
from ..models import AuditAct, AuditArchive, AuditRecord, Said
from ..search import SIMPLE, midnight, people_named
from .files import Entry, unpack
from .marks import opened


def walk(archive: AuditArchive) -> Iterator[Entry]:
    """The records of a file, the oldest first. Raises ArchiveFault."""
    keys = ring()
    with opened(archive, keys) as file:
        yield from unpack(file, archive.file, keys)


def newest_in(
    archive: AuditArchive, conditions: dict, *, below: int | None = None, count: int = 50
) -> list[AuditRecord]:
    """The newest `count` records of a file that fit, under sequence `below`. Raises ArchiveFault."""
    fits = _Fits(**conditions)
    found: deque[AuditRecord] = deque(maxlen=count)
    for entry, acts in walk(archive):
        if (below is None or entry.sequence < below) and fits(entry, acts):
            found.appendleft(entry)
    return list(found)


def said_anywhere(word: str, entry: AuditRecord, acts: list[AuditAct]) -> bool:
    """The number, or a part of a verb, an object or a name."""
    if word.isdecimal():
        return int(word) == entry.sequence
    said = [entry.actor_name, *(part for one in (entry, *acts) for part in (one.verb, one.object_key))]
    return any(word in part for part in said)


class _Fits:
    """The conditions of `AuditQuerySet.matching`, for records that are not in the database."""

    def __init__(self, *, person="", address="", since=None, until=None, verb="", object="", **simple):
        self.person, self.address, self.verb, self.object = person, address, verb, object
        self.since, self.until = since and midnight(since), until and midnight(until + timedelta(days=1))
        self.simple = {SIMPLE[name]: value for name, value in simple.items()}
        self.people = people_named(person) if person else []

    def __call__(self, entry: AuditRecord, acts: list[AuditAct]) -> bool:
        return (
            all(getattr(entry, name) == value for name, value in self.simple.items())
            and entry.address.startswith(self.address)
            and (not self.since or entry.at >= self.since)
            and (not self.until or entry.at < self.until)
            and (not self.person or entry.actor_id in self.people or entry.actor_name == self.person)
            and any(self._said(one) for one in (entry, *acts))
        )

    def _said(self, one: Said) -> bool:
        if self.verb and one.verb != self.verb:
            return False
        if self.object.endswith("*"):
            return one.object_key.startswith(self.object[:-1])
        return not self.object or one.object_key == self.object
