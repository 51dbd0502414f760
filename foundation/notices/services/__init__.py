"""The doors to the messages: say something to a person, what people do with their inbox, what staff do outside."""

from ..refusals import MessageRefused
from ..registry import Kind, MessageFault, register_kind, register_template
from .act import confirm, give_up, resend
from .choose import choices_of, choose
from .forget import forget_old
from .notify import notify, notify_many, worded
from .read import mark_all_read, mark_read, mark_unread

__all__ = ["Kind", "MessageFault", "MessageRefused", "choices_of", "choose", "confirm"]
__all__ += ["forget_old", "give_up", "mark_all_read", "mark_read", "mark_unread", "notify", "notify_many"]
__all__ += ["register_kind", "register_template", "resend", "worded"]
