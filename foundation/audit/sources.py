"""The records in order, each with its acts, out of the files what the database holds no more, then out of the database."""

from collections.abc import Iterator

from .archives import ArchiveFault, faults, opened
from .archives.files import Entry, unpack
from .chain import GENESIS
from .keys import KeyRing, ring
from .models import AuditAct, AuditArchive, AuditRecord

PAGE = 1000
STRAY = "多出了不属于任何记录的动作"
LEFT = "这一段已经封存并移出数据库，库里却还有记录或动作：是伪造的"


class Broken(Exception):
    """(sequence, what is wrong there)."""


def whole(first: int, last: int | None, keys: KeyRing) -> Iterator[Entry]:
    """Everything from `first` (to `last`). Every file that belongs there is compared, also where the database still
    holds its records. Raises Broken."""
    below = first - 1 if first > 1 else None
    files = AuditArchive.objects.filter(last__gte=first)
    for archive in files if last is None else files.filter(first__lte=last):
        if fault := next(faults(archive, keys), ""):
            raise Broken(archive.first, fault)
        if archive.is_removed():
            _refuse_left(archive)
            yield from _archived(archive, first, last, keys)
            below = archive.last
    yield from live(below, last)


def live(below: int | None, last: int | None) -> Iterator[Entry]:
    """What the database holds above `below`, a page at a time; also rows that should not be there. Raises Broken."""
    while True:
        rows = AuditRecord.objects.all() if below is None else AuditRecord.objects.filter(sequence__gt=below)
        rows = rows if last is None else rows.filter(sequence__lte=last)
        page = list(rows.order_by("sequence")[:PAGE])
        if last is None:
            _refuse_strays(below, page)
        if not page:
            return
        acts = _acts_of(page)
        for entry in page:
            yield entry, acts.get(entry.sequence, [])
        below = page[-1].sequence


def one(sequence: int) -> Entry | None:
    """A record wherever it is. Raises ArchiveFault where its file is away or changed."""
    entry = AuditRecord.objects.filter(pk=sequence).first()
    if entry:
        return entry, list(entry.acts.all())
    archive = AuditArchive.objects.filter(first__lte=sequence, last__gte=sequence).first()
    if archive is None:
        return None
    with opened(archive, ring()) as file:
        return next((e for e in unpack(file, archive.file, ring()) if e[0].sequence == sequence), None)


def hash_before(first: int) -> str:
    """The hash of the record before. Raises ArchiveFault."""
    if first <= 1:
        return GENESIS
    if archive := AuditArchive.objects.filter(last=first - 1).first():
        return archive.tail
    before = one(first - 1)
    return before[0].hash if before else GENESIS


def _archived(archive: AuditArchive, first: int, last: int | None, keys: KeyRing) -> Iterator[Entry]:
    try:
        with opened(archive, keys) as file:
            for entry, acts in unpack(file, archive.file, keys):
                if entry.sequence >= first and (last is None or entry.sequence <= last):
                    yield entry, acts
    except ArchiveFault as fault:
        raise Broken(archive.first, str(fault)) from None


def _refuse_left(archive: AuditArchive) -> None:
    """What is removed is gone as a whole, and nothing came back."""
    record = AuditRecord.objects.filter(sequence__lte=archive.last).order_by("sequence").first()
    act = AuditAct.objects.filter(record_id__lte=archive.last).order_by("record_id").first()
    there = [record.sequence] if record else []
    there += [act.record_id] if act else []
    if there:
        raise Broken(min(there), LEFT)


def _acts_of(page: list[AuditRecord]) -> dict[int, list[AuditAct]]:
    found: dict[int, list[AuditAct]] = {entry.sequence: [] for entry in page}
    acts = AuditAct.objects.filter(record_id__gte=page[0].sequence, record_id__lte=page[-1].sequence)
    for act in acts.order_by("record_id", "number"):
        if act.record_id not in found:
            raise Broken(act.record_id, STRAY)
        found[act.record_id].append(act)
    return found


def _refuse_strays(below: int | None, page: list[AuditRecord]) -> None:
    """Acts beside the records: before the first, between two pages or behind the last."""
    strays = AuditAct.objects.all() if below is None else AuditAct.objects.filter(record_id__gt=below)
    strays = strays.filter(record_id__lt=page[0].sequence) if page else strays
    stray = strays.order_by("record_id").values_list("record_id", flat=True).first()
    if stray is not None:
        raise Broken(stray, STRAY)
