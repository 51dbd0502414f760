"""Verbs of videos."""

from .playback import playback
from .take_in import take_in

__all__ = ["playback", "take_in"]
