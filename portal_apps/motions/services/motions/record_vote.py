"""The congress voted."""

from foundation.accounts.models import User

from ...models import Item
from ..acting import Act, perform
from .course import course_of


def record_vote(item: Item, *, by: User, vote: str, passed: bool, seen: int | None = None) -> Item:
    """Totals only: a secret vote knows no names. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        course = course_of(act.item)
        course.vote, course.passed = vote.strip(), passed
        course.save()
        act.detail["passed"] = passed

    return perform("record_vote", item, by=by, change=change, seen=seen, vote=vote, passed=passed)
