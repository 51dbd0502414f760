"""The one door to the audit log: `record` appends, `verify` proves that nothing else happened."""

from .record import record
from .verify import Verdict, verify

__all__ = ["Verdict", "record", "verify"]
