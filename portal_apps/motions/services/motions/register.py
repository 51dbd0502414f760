"""The secretariat registers a motion."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ...models import Item
from ..acting import Act, perform
from ..checking.numbers import give_number
from .course import course_of


def register(item: Item, *, by: User, reason: str = "", seen: int | None = None) -> Item:
    """With its number, when it still has enough sponsors (组织法第二十二条). Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        least, signed = number("motion.min_sponsors"), act.item.sponsors.confirmed().count()
        if signed < least:
            raise Refused(f"确认联名的代表 {signed} 名，不到 {least} 名，不能登记为议案。")
        give_number(act.item)
        act.item.accepted_at = timezone.now()
        course_of(act.item)
        act.detail["number"] = act.item.number

    return perform("register", item, by=by, change=change, seen=seen, reason=reason)
