"""Secretariat or commission give it back."""

from foundation.accounts.models import User

from ...models import Item
from ..acting import perform


def return_for_revision(item: Item, *, by: User, reason: str, seen: int | None = None) -> Item:
    """Raises PermissionDenied, Refused."""
    return perform("return_for_revision", item, by=by, seen=seen, reason=reason)
