"""The delegation gives it back."""

from foundation.accounts.models import User

from ...models import Item
from ..acting import perform


def return_check(item: Item, *, by: User, reason: str, seen: int | None = None) -> Item:
    """The deputy is told why and may revise or withdraw (豫建议第十一条). Raises PermissionDenied, Refused."""
    return perform("return_check", item, by=by, seen=seen, reason=reason)
