"""A committee says what it thinks of a motion."""

from django.utils import timezone

from foundation.accounts.models import User

from ...models import Item
from ..acting import Act, perform
from .course import course_of


def give_opinion(item: Item, *, by: User, opinion: str, seen: int | None = None) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        course = course_of(act.item)
        course.opinion, course.opined_at = opinion.strip(), timezone.now()
        course.save()

    return perform("give_opinion", item, by=by, change=change, seen=seen, opinion=opinion)
