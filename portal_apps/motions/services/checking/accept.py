"""Take it on and give it a number."""

from django.utils import timezone

from foundation.accounts.models import User

from ...models import Item
from ..acting import Act, perform
from .numbers import give_number


def accept(item: Item, *, by: User, reason: str = "", seen: int | None = None) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        give_number(act.item)
        act.item.accepted_at = timezone.now()
        act.detail["number"] = act.item.number

    return perform("accept", item, by=by, change=change, seen=seen, reason=reason)
