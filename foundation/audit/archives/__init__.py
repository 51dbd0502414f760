"""Old stretches of the log as files that prove themselves, and the places where they lie."""

from .files import ArchiveFault
from .marks import fault_of, faults, make_mark, opened
from .shelves import shelves

__all__ = ["ArchiveFault", "fault_of", "faults", "make_mark", "opened", "shelves"]
