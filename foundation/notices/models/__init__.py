"""Nouns of the messages."""

from .delivery import DIGEST, Attempt, AttemptKind, Delivery
from .notice import Notice
from .preference import Choice, Preference, Tally

__all__ = ["DIGEST", "Attempt", "AttemptKind", "Choice", "Delivery"]
__all__ += ["Notice", "Preference", "Tally"]
