"""Walk the chain and name the first record that is not what was written."""

from dataclasses import dataclass

from ..chain import GENESIS, digest
from ..models import AuditRecord


@dataclass(frozen=True)
class Verdict:
    """`bad_id` is the first record that does not fit; `head` is what to keep outside to notice a cut tail."""

    records: int
    head: str
    bad_id: int | None = None
    problem: str = ""

    @property
    def sound(self) -> bool:
        return not self.problem


def verify(*, kept_head: str = "") -> Verdict:
    """Check every record. `kept_head`, noted elsewhere earlier, must still be in the chain."""
    previous, seen, head_found = GENESIS, 0, not kept_head
    for entry in AuditRecord.objects.order_by("id").iterator(chunk_size=2000):
        if entry.previous_hash != previous:
            return Verdict(seen, previous, entry.pk, "和前一条接不上：中间有记录被删除、插入或调换")
        if digest(entry) != entry.hash:
            return Verdict(seen, previous, entry.pk, "内容和散列不符：这条记录被改过")
        previous, seen = entry.hash, seen + 1
        head_found = head_found or previous == kept_head
    if not head_found:
        return Verdict(seen, previous, None, "另存的链头不在链里：末尾的记录被删除，或整条链被重写")
    return Verdict(seen, previous)
