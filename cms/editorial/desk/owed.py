"""Urgent publications that still owe a second pair of eyes."""

from dataclasses import dataclass

from django.utils import timezone

from foundation.rights.may import may

from ..models import UrgentReview
from .leaf import Leaf, leaf_until


@dataclass(frozen=True, slots=True)
class Owed:
    review: UrgentReview
    leaf: Leaf
    mine: bool  # this person may check it

    @property
    def demanded(self) -> bool:
        return self.review.state == UrgentReview.State.WITHDRAWAL_DEMANDED


def urgent_owed(user) -> list[Owed]:
    """Everybody in the office sees all of them, so that none is forgotten."""
    now = timezone.localtime()
    allowed = may(user, "content.check_urgent")
    rows = UrgentReview.objects.owed().select_related("page", "publisher", "checker")
    return [
        Owed(
            review,
            Leaf("late", "要求", "撤稿", "未撤")
            if review.state == UrgentReview.State.WITHDRAWAL_DEMANDED
            else leaf_until(timezone.localtime(review.due_at), now, "前复核"),
            allowed and review.publisher_id != user.pk and f",{user.pk}," not in review.authors,
        )
        for review in rows
    ]
