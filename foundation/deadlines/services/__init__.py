"""The verbs. Each asks permission, looks at the state, changes, leaves a trace."""

from .as_of import Answer, as_of
from .extend import ask_extension, decide_extension
from .in_time import ensure_in_time
from .load_notice import load_notice, may_load_notice
from .pause import pause
from .recount import recount
from .remind_of_notice import missing_years, remind_of_notice
from .restart import restart
from .resume import resume
from .start import start
from .stop import stop
from .sweep import sweep

__all__ = [
    "Answer",
    "as_of",
    "ask_extension",
    "decide_extension",
    "ensure_in_time",
    "load_notice",
    "may_load_notice",
    "missing_years",
    "pause",
    "recount",
    "remind_of_notice",
    "restart",
    "resume",
    "start",
    "stop",
    "sweep",
]
