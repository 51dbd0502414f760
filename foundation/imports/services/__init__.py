"""Verbs on tables handed in."""

from ._steps import kind_for
from .again import again
from .apply import apply_job
from .check import check_job
from .confirm import confirm
from .drop import drop
from .forget import forget_old
from .match import match
from .receive import receive
from .remarks import remarks
from .rematch import rematch

__all__ = ["again", "apply_job", "check_job", "confirm", "drop", "forget_old"]
__all__ += ["kind_for", "match", "receive", "remarks", "rematch"]
