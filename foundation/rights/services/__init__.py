"""The verbs on grants. A grant takes effect after a second person; taking one away, and an emergency, at once."""

from .decide import approve_grant, refuse_grant
from .emergency import break_glass
from .end import begin_what_came, end_grant, end_what_ran_out
from .propose import propose_grant, write_proposal
from .without_grant import roles_without_grant

__all__ = [
    "approve_grant",
    "begin_what_came",
    "break_glass",
    "end_grant",
    "end_what_ran_out",
    "propose_grant",
    "refuse_grant",
    "roles_without_grant",
    "write_proposal",
]
