"""Verbs on saved views: nothing of a case changes."""

from .drop_view import drop_view
from .keep_view import keep_view
from .move_view import move_view
from .share_view import offices_of, share_view

__all__ = ["drop_view", "keep_view", "move_view", "offices_of", "share_view"]
