"""Walk the chain and name the first record that is not what was written."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from ..anchors import Anchor, kept_anchors
from ..archives import ArchiveFault
from ..archives.files import Entry
from ..chain import ACT_FIELDS, FIELDS, PLAIN, SEALED, digest, seal
from ..keys import KeyRing, ring
from ..models import AuditAct, AuditRecord
from ..sources import Broken, hash_before, whole

CHANGED = "内容和封签不符：这条记录（或它里面的动作）被改过，或者是伪造的"
UNLINKED = "和前一条接不上：这里的记录被插入、调换或重写过"
MISSING = "这条记录不见了：被删除或挪走"
CUT = "末尾的记录不见了：存在外面的链头到第 {last} 号"
OTHER_HEAD = "和存在外面的链头不同：从这条或更早起整条链被重写过"
FALSE_ANCHOR = "存在外面的链头（第 {last} 号）不是本系统写的，或者被改过"
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

    What left the database is read from its files: one chain. `kept_head`, noted on paper earlier, must be among the
    hashes. Of a part, the record before it is trusted.
    """
    oldest = AuditRecord.objects.oldest()
    verdict = _Walk(first, last, kept_head).verdict(whole(max(first, 1), last, ring()))
    if verdict.sound or AuditRecord.objects.oldest() == oldest:
        return verdict
    return verify(first=first, last=last, kept_head=kept_head)  # old records left the database under our feet


def verify_entries(entries: Iterable[Entry], first: int, last: int) -> Verdict:
    """The same for `first` to `last` as somebody holds them, for instance in a file that is to be sealed."""
    return _Walk(first, last, "").verdict(entries)


def verify_recent() -> Verdict:
    """From the newest head outside that the log still agrees with: quick, and enough for every day."""
    for anchor in sorted(kept_anchors(), key=lambda one: one.sequence, reverse=True)[:1]:
        if (
            anchor.genuine(ring())
            and AuditRecord.objects.filter(pk=anchor.sequence, hash=anchor.hash).exists()
        ):
            return verify(first=anchor.sequence)
    return verify()


class _Walk:
    def __init__(self, first: int, last: int | None, kept_head: str):
        self.first, self.last, self.kept_head = max(first, 1), last, kept_head
        self.keys: KeyRing = ring()
        self.anchors = heapq.merge(kept_anchors(after=self.first - 1))
        self.anchored = 0
        self.sequence, self.head, self.seen = self.first - 1, "", 0

    def verdict(self, entries: Iterable[Entry]) -> Verdict:
        bad, problem = None, ""
        try:
            self.head = hash_before(self.first)
            self._walk(entries)
        except Broken as fault:
            bad, problem = fault.args
        except ArchiveFault as fault:
            bad, problem = self.sequence + 1, str(fault)
        return Verdict(self.seen, self.head, self.sequence, self.anchored, bad, problem)

    def _walk(self, entries: Iterable[Entry]) -> None:
        anchor = next(self.anchors, None)
        for entry, acts in entries:
            self._check(entry, acts)
            while anchor and anchor.sequence <= entry.sequence:
                self._compare(anchor, entry)
                anchor = next(self.anchors, None)
        if self.last is None:
            self._check_end(anchor)

    def _check(self, entry: AuditRecord, acts: list[AuditAct]) -> None:
        expected = self.sequence + 1
        if entry.sequence != expected:
            raise Broken(
                *(entry.sequence, OUT_OF_PLACE) if entry.sequence < expected else (expected, MISSING)
            )
        if not self._is_sealed(entry, acts):
            raise Broken(expected, CHANGED)
        if entry.previous_hash != self.head:
            raise Broken(expected, UNLINKED)
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
            raise Broken(anchor.sequence, FALSE_ANCHOR.format(last=anchor.sequence))
        if anchor.sequence == entry.sequence and anchor.hash != entry.hash:
            raise Broken(entry.sequence, OTHER_HEAD)
        self.anchored = anchor.sequence

    def _check_end(self, anchor: Anchor | None) -> None:
        if anchor and not anchor.genuine(self.keys):
            raise Broken(anchor.sequence, FALSE_ANCHOR.format(last=anchor.sequence))
        if anchor:
            raise Broken(self.sequence + 1, CUT.format(last=anchor.sequence))
        if self.kept_head:
            raise Broken(None, "另存的链头不在链里：末尾的记录被删除，或整条链被重写")


def _blank(entry: AuditRecord) -> bool:
    """Columns that came later say nothing in a record of the first format: its hash would not protect them."""
    later = set(FIELDS) - {"sequence", "format", "at", "actor_id", "previous_hash"}
    return not any(
        getattr(entry, name) for name in later - {"actor_name", "verb", "object_key", "result", "detail"}
    )
