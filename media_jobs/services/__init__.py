"""Verbs of videos."""

from .cancel import cancel
from .delete import delete
from .playback import playback
from .progress import HowFar, how_far
from .reencode import reencode_all
from .replace import replace
from .retry import retry
from .set_chapters import set_chapters
from .take_in import take_in
from .tend import sweep, tend
from .trim import trim

__all__ = ["HowFar", "cancel", "delete", "how_far", "playback", "reencode_all", "replace", "retry"]
__all__ += ["set_chapters", "sweep", "take_in", "tend", "trim"]
