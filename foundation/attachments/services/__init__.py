"""Verbs of attachments."""

from .claim import claim, discard, drop
from .examined import examined
from .keep import keep
from .sweep import sweep

__all__ = ["claim", "discard", "drop", "examined", "keep", "sweep"]
