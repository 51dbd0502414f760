"""The doors to the messages: say something to a person, and what people do with their inbox."""

from ..registry import Kind, MessageFault, register_kind, register_template
from .notify import notify
from .read import mark_all_read, mark_read, mark_unread

__all__ = ["Kind", "MessageFault", "mark_all_read", "mark_read", "mark_unread", "notify"]
__all__ += ["register_kind", "register_template"]
