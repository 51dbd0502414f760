"""Nouns of the messages."""

from .delivery import DIGEST, Attempt, AttemptKind, Delivery
from .notice import Notice
from .preference import Choice, Preference, Tally
from .rule import CLOCK_TIMES, DEFAULTS, MessageRule, clock_time, rule

__all__ = ["CLOCK_TIMES", "DEFAULTS", "DIGEST", "Attempt", "AttemptKind", "Choice", "Delivery"]
__all__ += ["MessageRule", "Notice", "Preference", "Tally", "clock_time", "rule"]
