"""Verbs of attachments."""

from .claim import claim, discard, drop
from .examined import examined
from .keep import assert_room, keep, most_mb
from .sweep import sweep

__all__ = ["assert_room", "claim", "discard", "drop", "examined", "keep", "most_mb", "sweep"]
