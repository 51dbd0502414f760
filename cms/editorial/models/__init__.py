"""Records of the editorial office."""

from .authorisation import PublishAuthorisation
from .decision import ReviewDecision, Stage
from .release_set import ReleaseSet, ReleaseSetMember
from .rules import EditorialRule, rule_value
from .task import ReviewTask
from .urgent import UrgentReview
from .withdrawal import Withdrawal

__all__ = [
    "EditorialRule",
    "PublishAuthorisation",
    "ReleaseSet",
    "ReleaseSetMember",
    "ReviewDecision",
    "ReviewTask",
    "Stage",
    "UrgentReview",
    "Withdrawal",
    "rule_value",
]
