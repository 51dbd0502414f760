"""Seal old records into files, then remove them from the database. Between the two steps nothing can be lost: a file
counts once all its copies were read back and its row is committed, and only what a row covers can be removed at all."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from foundation.rulebook.reading import number

from ..archives import ArchiveFault, fault_of, make_mark, shelves
from ..archives.files import Ends, pack, sha256_of, unpack
from ..keys import ring
from ..models import AuditAct, AuditArchive, AuditRecord
from ..rules import ARCHIVE_MONTHS
from ..sources import live
from .append import lock_chain
from .record import record
from .verify import verify_entries

SEGMENT = 50_000  # records a file
SEAL, REMOVE = "audit.archive", "audit.archive.remove"


def seal_old(now: datetime | None = None) -> list[AuditArchive]:
    """Files of all records older than the rule, but never the newest record. Raises ArchiveFault, also for a chain
    that is not sound: what is forged must not be sealed as if it were right."""
    made, before = [], _before(now or timezone.now())
    newest = AuditRecord.objects.last_sequence()  # what sealing itself tells is not sealed at once
    while (stretch := _next_stretch(before, newest)) and (archive := _seal(*stretch)):
        made.append(archive)
    return made


def remove_archived() -> int:
    """Remove from the database what stands in files; how many records. Raises ArchiveFault, and then none is removed.

    Not inside a transaction on PostgreSQL: the keeper's connection must see what is told of the removal.
    """
    held = [archive for archive in AuditArchive.objects.all() if not archive.is_removed()]
    for archive in held:
        if fault := fault_of(archive, ring()):
            raise ArchiveFault(f"{fault}。没有移除任何记录。")
    return _remove(held) if held else 0


def archive_if_due() -> None:
    """For the clock, nightly. Without a place nothing is sealed; where this role may not remove, the keeper's does."""
    if settings.AUDIT_ARCHIVES:
        seal_old()
        if connection.vendor != "postgresql" or settings.AUDIT_KEEPER_URL:
            remove_archived()


def _before(now: datetime) -> datetime:
    months = now.year * 12 + now.month - 1 - number(ARCHIVE_MONTHS)
    return now.replace(year=months // 12, month=months % 12 + 1, day=min(now.day, 28))


def _next_stretch(before: datetime, newest: int) -> tuple[int, int] | None:
    """First and last of the next file: behind the last one, up to the first record that is too young."""
    done = AuditArchive.objects.last()
    first = done.last + 1 if done else 1
    young = AuditRecord.objects.filter(sequence__gte=first, at__gte=before).order_by("sequence")
    last = min((young.values_list("pk", flat=True).first() or newest) - 1, newest - 1, first + SEGMENT - 1)
    return (first, last) if last >= first else None


def _seal(first: int, last: int) -> AuditArchive | None:
    """None when another process was faster. Records do not change, so nobody has to wait while they are written."""
    keys = ring()
    archive = AuditArchive(first=first, last=last, key_id=keys.newest.id, at=timezone.now().astimezone(UTC))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records"
        ends = pack(file, live(first - 1, last), keys.newest)
        _describe(archive, file, ends)
        for shelf in shelves():
            shelf.put(archive.file, file)
    archive.mark = make_mark(archive, keys)
    if fault := fault_of(archive, keys):
        raise ArchiveFault(f"写下去以后读回来：{fault}。没有封存，请检查存放的地方。")
    with transaction.atomic():
        lock_chain()
        if AuditArchive.objects.filter(last__gte=first).exists():
            return None
        archive.save(force_insert=True)
        _tell(SEAL, archive)
    return archive


def _describe(archive: AuditArchive, file: Path, ends: Ends) -> None:
    """What the row says of the file. Raises ArchiveFault where the file does not hold that stretch, sound."""
    with file.open("rb") as content:
        verdict = verify_entries(unpack(content, "", ring()), archive.first, archive.last)
    if not verdict.sound:
        raise ArchiveFault(f"第 {verdict.bad_sequence} 号记录：{verdict.problem}。没有封存。")
    if verdict.last != archive.last:
        raise ArchiveFault(f"第 {verdict.last + 1} 号记录不见了。没有封存。")
    with file.open("rb") as content:
        archive.sha256 = sha256_of(content)
    archive.file = f"audit-{archive.first:012d}-{archive.last:012d}-{archive.sha256[:16]}.jsonl.gz"
    for name, value in (*ends.said().items(), ("began", ends.began), ("ended", ends.ended)):
        setattr(archive, name, value)


def _tell(verb: str, archive: AuditArchive) -> None:
    stretch = f"audit:{archive.first}-{archive.last}"
    record(actor=None, verb=verb, object_key=stretch, obj=archive, sha256=archive.sha256, file=archive.file)


def _remove(held: list[AuditArchive]) -> int:
    """It is told first. PostgreSQL removes only what a record of the chain names with the digest of the file."""
    if connection.vendor == "postgresql":
        for one in held:
            if not AuditRecord.objects.filter(**_told(one)).exists():
                _tell(REMOVE, one)
        return _ask_keeper()
    with transaction.atomic():
        for one in held:
            _tell(REMOVE, one)
        return sum(map(_delete, held))


def _told(one: AuditArchive) -> dict:
    stretch = f"audit:{one.first}-{one.last}"
    return {"verb": REMOVE, "object_key": stretch, "detail__sha256": one.sha256}


def _delete(one: AuditArchive) -> int:
    """Not loaded first, as `delete` of Django would: there may be 50,000."""
    acts = AuditAct.objects.filter(record_id__gte=one.first, record_id__lte=one.last)
    acts._raw_delete(connection.alias)
    rows = AuditRecord.objects.filter(sequence__gte=one.first, sequence__lte=one.last)
    return rows._raw_delete(connection.alias)


def _ask_keeper() -> int:
    try:
        if settings.AUDIT_KEEPER_URL:
            with psycopg.connect(settings.AUDIT_KEEPER_URL) as keeper:
                row = keeper.execute("SELECT audit_remove_archived()").fetchone()
                return row[0] if row else 0
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT audit_remove_archived()")
            return cursor.fetchone()[0]
    except (psycopg.errors.InsufficientPrivilege, ProgrammingError) as refused:
        raise ArchiveFault(
            "应用的数据库角色不能移除审计记录；请用维护角色运行（AUDIT_KEEPER_URL）。"
        ) from refused
