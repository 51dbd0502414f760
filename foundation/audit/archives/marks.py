"""Whether a file is the one that was written: its row names its digest, and the row bears a mark that needs the key."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import IO

from ..chain import seal_archive
from ..keys import KeyRing
from ..models import AuditArchive
from .files import ArchiveFault, sha256_of
from .shelves import Shelf, shelves

SAID = ("first", "last", "previous_hash", "tail", "file", "sha256", "key_id")
TIMES = ("at", "began", "ended")
IN_MEMORY = 1 << 22  # bytes of a copy before it goes to the disk


def make_mark(archive: AuditArchive, keys: KeyRing) -> str:
    """Empty where the key it names is not ours."""
    key = keys.named(archive.key_id)
    said = [getattr(archive, name) for name in SAID]
    said += [getattr(archive, name).astimezone(UTC).isoformat() for name in TIMES]
    return seal_archive(said, key.bytes) if key else ""


def row_fault(archive: AuditArchive, keys: KeyRing) -> str:
    """Why a row cannot be trusted; empty when it can."""
    if archive.mark and make_mark(archive, keys) == archive.mark:
        return ""
    return f"封存的登记（第 {archive.first}–{archive.last} 号）不是本系统写的，或者被改过"


def faults(archive: AuditArchive, keys: KeyRing) -> Iterator[str]:
    """What is wrong with the row and with its copies, every one of them. Raises ArchiveFault without any place."""
    if fault := row_fault(archive, keys):
        yield fault
        return
    for shelf in shelves():
        try:
            with _copy(archive, shelf):
                pass
        except ArchiveFault as problem:
            yield str(problem)


def fault_of(archive: AuditArchive, keys: KeyRing) -> str:
    """The first of them; empty when the row and all copies are as they were written."""
    try:
        return next(faults(archive, keys), "")
    except ArchiveFault as fault:
        return str(fault)


@contextmanager
def opened(archive: AuditArchive, keys: KeyRing) -> Iterator[IO[bytes]]:
    """A copy that is as it was written, from the first place that has one. Raises ArchiveFault."""
    if fault := row_fault(archive, keys):
        raise ArchiveFault(fault)
    *others, last = shelves()
    for shelf in others:
        try:
            copy = _copy(archive, shelf)
        except ArchiveFault:
            continue
        break
    else:
        copy = _copy(archive, last)
    with copy:
        yield copy


def _copy(archive: AuditArchive, shelf: Shelf) -> IO[bytes]:
    """Read once: what is looked at is what was compared."""
    copy: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the caller closes it)
    try:
        shelf.copy(archive.file, copy)
        copy.seek(0)
        if sha256_of(copy) != archive.sha256:
            raise ArchiveFault(f"封存文件 {archive.file} 被改过或被调换（{shelf.name}）")
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy
