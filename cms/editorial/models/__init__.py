"""Records of the editorial office."""

from .authorisation import PublishAuthorisation
from .decision import ReviewDecision, Stage
from .given_date import GivenDate
from .release_set import ReleaseSet, ReleaseSetMember
from .task import ReviewTask
from .urgent import UrgentReview
from .withdrawal import Withdrawal

__all__ = [
    "GivenDate",
    "PublishAuthorisation",
    "ReleaseSet",
    "ReleaseSetMember",
    "ReviewDecision",
    "ReviewTask",
    "Stage",
    "UrgentReview",
    "Withdrawal",
]
