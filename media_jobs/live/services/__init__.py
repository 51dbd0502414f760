"""Verbs of live."""

from .cancel import cancel
from .change import change
from .close_air import close_air
from .cut import cut, uncut
from .health import health
from .keys import issue_key, revoke_key
from .let_in import connected, gone, publishing_refused, still_there
from .library import broadcasts_for, coming, with_access, with_key
from .open_air import open_air
from .points import mark_point, set_points
from .preview import preview
from .schedule import schedule
from .viewers import note_viewers
from .watch import watch

__all__ = ["broadcasts_for", "cancel", "change", "close_air", "coming", "connected", "cut", "gone", "health"]
__all__ += [
    "issue_key",
    "mark_point",
    "note_viewers",
    "open_air",
    "preview",
    "publishing_refused",
    "revoke_key",
    "schedule",
]
__all__ += ["set_points", "still_there", "uncut", "watch", "with_access", "with_key"]
