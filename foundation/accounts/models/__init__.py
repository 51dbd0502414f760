"""Who people are, what proves it, and the rules of logging in."""

from .passwords import PasswordHistory
from .tallies import FamiliarNetwork, Tally
from .tokens import ServiceToken
from .user import Standing, User

__all__ = ["FamiliarNetwork", "PasswordHistory", "ServiceToken", "Standing", "Tally", "User"]
