"""What other apps may ask for: say that items changed, find what resembles a text, keep the index whole."""

from .changed import changed
from .check import ask_for_check, check
from .find import Answer, Hit, everyone, find
from .rebuild import rebuild
from .update import update, update_job, watch

__all__ = ["Answer", "Hit", "ask_for_check", "changed", "check", "everyone", "find"]
__all__ += ["rebuild", "update", "update_job", "watch"]
