"""Verbs of videos."""

from .playback import playback
from .set_chapters import set_chapters
from .take_in import take_in

__all__ = ["playback", "set_chapters", "take_in"]
