"""The one door to the audit log: `record` appends, `verify` proves that nothing else happened."""

from .anchor import anchor_daily, anchor_if_due, anchor_now, last_anchor
from .archive import archive_if_due, remove_archived, seal_old
from .record import acting, record, record_many
from .verify import Verdict, verify, verify_recent

__all__ = [
    "Verdict",
    "acting",
    "anchor_daily",
    "anchor_if_due",
    "anchor_now",
    "last_anchor",
    "record",
    "record_many",
    "verify",
]
__all__ += ["archive_if_due", "remove_archived", "seal_old", "verify_recent"]
