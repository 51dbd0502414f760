"""The verbs: register and edit people, change mandates, appoint, organise, look up."""

from .absences import record_absence, withdraw_absence
from .account import tie_account
from .alerts import close_alert
from .change import change_mandate
from .directory import look_up
from .effects import Move
from .facts import Facts
from .mandates import correct_change, edit_mandate, register_mandate
from .organise import end, keep
from .people import edit_person, register_person, reveal
from .photos import set_photo
from .posts import appoint, end_post, hold_office, leave_office
from .relocations import record_relocation
from .wishes import approve_wish, refuse_wish, share, wish, withdraw_wish

__all__ = ["Facts", "Move", "appoint", "approve_wish", "change_mandate", "close_alert"]
__all__ += ["correct_change", "edit_mandate", "edit_person", "end", "end_post", "hold_office"]
__all__ += [
    "keep",
    "leave_office",
    "look_up",
    "record_absence",
    "record_relocation",
    "refuse_wish",
    "register_mandate",
]
__all__ += ["register_person", "reveal", "set_photo", "share", "tie_account", "wish"]
__all__ += ["withdraw_absence", "withdraw_wish"]
