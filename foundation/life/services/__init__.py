"""The verbs on accounts, one a file."""

from .activate import activate, invitation_of
from .enter_for import enter_for
from .first import first_administrators
from .hand_over import hand_over
from .idle import put_idle_to_sleep
from .invite import Newcomer, invite, resend_link, revoke_link
from .leave import end_leave, record_leave
from .leave_house import leave_house
from .reactivate import reactivate
from .reduce import reduce_to_former
from .restore import approve_restore, ask_restore, refuse_restore

__all__ = [
    "Newcomer",
    "activate",
    "approve_restore",
    "ask_restore",
    "end_leave",
    "enter_for",
    "first_administrators",
    "hand_over",
    "invitation_of",
    "invite",
    "leave_house",
    "put_idle_to_sleep",
    "reactivate",
    "record_leave",
    "reduce_to_former",
    "refuse_restore",
    "resend_link",
    "revoke_link",
]
