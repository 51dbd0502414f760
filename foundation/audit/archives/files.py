"""A file of old records: one line of JSON a record with its acts, and a last line with the mark; gzipped.

Every record keeps its seal and its place in the chain, and the mark ties both ends: the file proves itself, without
the database.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from ..chain import ACT_FIELDS, FIELDS, seal_archive
from ..keys import Key, KeyRing
from ..models import AuditAct, AuditRecord

Entry = tuple[AuditRecord, list[AuditAct]]
PIECE = 1 << 16  # bytes
ENDS = ("first", "last", "previous_hash", "tail")


class ArchiveFault(Exception):
    """A file is away, was changed, or does not belong here. The message is for people."""


def pack(file: Path, entries: Iterable[Entry], key: Key) -> "Ends":
    """The same records under the same key give the same bytes."""
    ends = Ends()
    with file.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        for entry, acts in entries:
            ends.count(entry)
            packed.write(_line(entry, acts))
        said = ends.said()
        packed.write(
            _json({**said, "key_id": key.id, "mark": seal_archive([*said.values(), key.id], key.bytes)})
        )
    return ends


def unpack(file: IO[bytes], name: str, keys: KeyRing) -> Iterator[Entry]:
    """Record by record. Raises ArchiveFault for what cannot be read, or at the end when the mark does not fit."""
    ends, mark = Ends(), None
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                said = json.loads(line)
                if mark is not None or "mark" in said:
                    mark = said if mark is None else {}
                    continue
                entry, acts = _entry(said)
                ends.count(entry)
                yield entry, acts
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise ArchiveFault(f"封存文件 {name} 读不出来，或者被改过") from error
    if not mark or not _genuine(mark, ends.said(), keys):
        raise ArchiveFault(f"封存文件 {name} 末尾的封签不对：文件不完整，或者被改过")


class Ends:
    """First and last record of what passes by, with both ends of the chain, and the earliest and latest time."""

    def __init__(self) -> None:
        self.first: AuditRecord | None = None
        self.last: AuditRecord | None = None
        self.began: datetime | None = None
        self.ended: datetime | None = None

    def count(self, entry: AuditRecord) -> None:
        self.first, self.last = self.first or entry, entry
        self.began, self.ended = min(self.began or entry.at, entry.at), max(self.ended or entry.at, entry.at)

    def said(self) -> dict:
        if self.first is None or self.last is None:
            return dict.fromkeys(ENDS)
        values = (self.first.sequence, self.last.sequence, self.first.previous_hash, self.last.hash)
        return dict(zip(ENDS, values, strict=True))


def _genuine(mark: dict, said: dict, keys: KeyRing) -> bool:
    key = keys.named(str(mark.get("key_id")))
    told = {name: mark.get(name) for name in ENDS}
    return (
        key is not None and told == said and mark["mark"] == seal_archive([*said.values(), key.id], key.bytes)
    )


def sha256_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _json(said: dict) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _line(entry: AuditRecord, acts: list[AuditAct]) -> bytes:
    said = {name: getattr(entry, name) for name in (*FIELDS, "hash")}
    said["at"] = entry.at.isoformat()
    said["acts"] = [[getattr(act, name) for name in ACT_FIELDS] for act in acts]
    return _json(said)


def _entry(said: dict) -> Entry:
    acts = said.pop("acts")
    said["at"] = datetime.fromisoformat(said["at"])
    entry = AuditRecord(**said)
    told = [dict(zip(ACT_FIELDS, act, strict=True)) for act in acts]
    return entry, [AuditAct(record_id=entry.sequence, **act) for act in told]
