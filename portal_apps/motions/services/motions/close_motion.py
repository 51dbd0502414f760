"""A motion is finished."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Item
from ...states import ItemState
from ..acting import Act, perform
from .course import course_of


def close_motion(item: Item, *, by: User, reason: str = "", seen: int | None = None) -> Item:
    """An accepted one has its report first. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if act.item.state == ItemState.FOLLOWED_UP and not course_of(act.item).report:
            raise Refused("立案的议案先报告办理结果，再办结。")
        act.item.closed_at = timezone.now()

    return perform("close_motion", item, by=by, change=change, seen=seen, reason=reason)
