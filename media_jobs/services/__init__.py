"""Verbs of videos."""

from ._moving import moving
from .cancel import cancel
from .delete import delete
from .playback import playback, poster
from .progress import HowFar, how_far
from .reencode import reencode_all
from .rename import rename
from .replace import replace
from .retry import retry
from .set_access import set_access
from .set_chapters import set_chapters
from .take_in import take_in
from .tend import sweep, tend
from .trim import trim

__all__ = ["HowFar", "cancel", "delete", "how_far", "moving", "playback", "poster", "reencode_all"]
__all__ += ["rename", "replace", "retry", "set_access", "set_chapters", "sweep", "take_in", "tend", "trim"]
