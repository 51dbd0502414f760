"""Walk the chain and name the first record that is not what was written."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from ..anchors import Anchor, kept_anchors
from ..chain import ACT_FIELDS, FIELDS, GENESIS, PLAIN, SEALED, digest, seal
from ..keys import KeyRing, ring
from ..models import AuditAct, AuditRecord

PAGE = 1000
CHANGED = "内容和封签不符：这条记录（或它里面的动作）被改过，或者是伪造的"
UNLINKED = "和前一条接不上：这里的记录被插入、调换或重写过"
MISSING = "这条记录不见了：被删除或挪走"
CUT = "末尾的记录不见了：存在外面的链头到第 {last} 号"
OTHER_HEAD = "和存在外面的链头不同：从这条或更早起整条链被重写过"
FALSE_ANCHOR = "存在外面的链头（第 {last} 号）不是本系统写的，或者被改过"
STRAY = "多出了不属于任何记录的动作"
OUT_OF_PLACE = "序号不对：这是插入的记录"


@dataclass(frozen=True)
class Verdict:
    """`bad_sequence` is the first record that does not fit; `head` the hash of the last good one.

    `anchored` is the newest head outside that was compared: what came after it could be cut off unnoticed.
    """

    records: int
    head: str
    last: int = 0
    anchored: int = 0
    bad_sequence: int | None = None
    problem: str = ""

    @property
    def sound(self) -> bool:
        return not self.problem


def verify(*, first: int = 1, last: int | None = None, kept_head: str = "") -> Verdict:
    """Check every record, or `first` to `last`; with the heads kept outside. Any length in the same memory.

    `kept_head`, noted on paper earlier, must be among the hashes. Of a part, the record before it is trusted.
    """
    return _Walk(first, last, kept_head).verdict()


def verify_recent() -> Verdict:
    """From the newest head outside that the log still agrees with: quick, and enough for every day."""
    for anchor in sorted(kept_anchors(), key=lambda one: one.sequence, reverse=True)[:1]:
        if (
            anchor.genuine(ring())
            and AuditRecord.objects.filter(pk=anchor.sequence, hash=anchor.hash).exists()
        ):
            return verify(first=anchor.sequence)
    return verify()


class _Bad(Exception):
    """(sequence, what is wrong)."""


class _Walk:
    def __init__(self, first: int, last: int | None, kept_head: str):
        self.first, self.last, self.kept_head = max(first, 1), last, kept_head
        self.keys: KeyRing = ring()
        self.anchors = heapq.merge(kept_anchors(after=self.first - 1))
        self.anchored = 0
        before = AuditRecord.objects.filter(pk=self.first - 1).values_list("hash", flat=True).first()
        self.sequence, self.head, self.seen = self.first - 1, before or GENESIS, 0

    def verdict(self) -> Verdict:
        bad, problem = None, ""
        try:
            self._walk()
        except _Bad as fault:
            bad, problem = fault.args
        return Verdict(self.seen, self.head, self.sequence, self.anchored, bad, problem)

    def _walk(self) -> None:
        anchor = next(self.anchors, None)
        for entry, acts in self._entries():
            self._check(entry, acts)
            while anchor and anchor.sequence <= entry.sequence:
                self._compare(anchor, entry)
                anchor = next(self.anchors, None)
        if self.last is None:
            self._check_end(anchor)

    def _check(self, entry: AuditRecord, acts: list[AuditAct]) -> None:
        expected = self.sequence + 1
        if entry.sequence != expected:
            raise _Bad(*(entry.sequence, OUT_OF_PLACE) if entry.sequence < expected else (expected, MISSING))
        if not self._is_sealed(entry, acts):
            raise _Bad(expected, CHANGED)
        if entry.previous_hash != self.head:
            raise _Bad(expected, UNLINKED)
        self.sequence, self.head, self.seen = expected, entry.hash, self.seen + 1
        if entry.hash == self.kept_head:
            self.kept_head = ""

    def _is_sealed(self, entry: AuditRecord, acts: list[AuditAct]) -> bool:
        """A record is of the format and under the key that its place in the chain asks for."""
        key = self.keys.at(entry.sequence)
        entry.at = entry.at.astimezone(UTC)
        if key is None:
            return entry.format == PLAIN and not acts and _blank(entry) and digest(entry) == entry.hash
        told = [[getattr(act, name) for name in ACT_FIELDS] for act in acts]
        return (
            entry.format == SEALED and entry.key_id == key.id and seal(entry, told, key.bytes) == entry.hash
        )

    def _compare(self, anchor: Anchor, entry: AuditRecord) -> None:
        if not anchor.genuine(self.keys):
            raise _Bad(anchor.sequence, FALSE_ANCHOR.format(last=anchor.sequence))
        if anchor.sequence == entry.sequence and anchor.hash != entry.hash:
            raise _Bad(entry.sequence, OTHER_HEAD)
        self.anchored = anchor.sequence

    def _check_end(self, anchor: Anchor | None) -> None:
        if anchor and not anchor.genuine(self.keys):
            raise _Bad(anchor.sequence, FALSE_ANCHOR.format(last=anchor.sequence))
        if anchor:
            raise _Bad(self.sequence + 1, CUT.format(last=anchor.sequence))
        if self.kept_head:
            raise _Bad(None, "另存的链头不在链里：末尾的记录被删除，或整条链被重写")

    def _entries(self) -> Iterator[tuple[AuditRecord, list[AuditAct]]]:
        """A page at a time, each record with its acts, in order; also rows that should not be there at all."""
        below = self.first - 1 if self.first > 1 else None
        while True:
            rows = (
                AuditRecord.objects.all() if below is None else AuditRecord.objects.filter(sequence__gt=below)
            )
            rows = rows if self.last is None else rows.filter(sequence__lte=self.last)
            page = list(rows.order_by("sequence")[:PAGE])
            self._refuse_strays(below, page)
            if not page:
                return
            acts = self._acts_of(page)
            for entry in page:
                yield entry, acts.get(entry.sequence, [])
            below = page[-1].sequence

    def _acts_of(self, page: list[AuditRecord]) -> dict[int, list[AuditAct]]:
        found: dict[int, list[AuditAct]] = {entry.sequence: [] for entry in page}
        acts = AuditAct.objects.filter(record_id__gte=page[0].sequence, record_id__lte=page[-1].sequence)
        for act in acts.order_by("record_id", "number"):
            if act.record_id not in found:
                raise _Bad(act.record_id, STRAY)
            found[act.record_id].append(act)
        return found

    def _refuse_strays(self, below: int | None, page: list[AuditRecord]) -> None:
        """Acts beside the records: before the first, between two pages or behind the last."""
        if self.last is not None:
            return
        strays = AuditAct.objects.all() if below is None else AuditAct.objects.filter(record_id__gt=below)
        strays = strays.filter(record_id__lt=page[0].sequence) if page else strays
        stray = strays.order_by("record_id").values_list("record_id", flat=True).first()
        if stray is not None:
            raise _Bad(stray, STRAY)


def _blank(entry: AuditRecord) -> bool:
    """Columns that came later say nothing in a record of the first format: its hash would not protect them."""
    later = set(FIELDS) - {"sequence", "format", "at", "actor_id", "previous_hash"}
    return not any(
        getattr(entry, name) for name in later - {"actor_name", "verb", "object_key", "result", "detail"}
    )
