"""The deputy thinks another unit should handle it."""

from foundation.accounts.models import User

from ...models import Item
from ..acting import Signed, perform


def object_to_unit(
    item: Item, *, by: User, reason: str, seen: int | None = None, signed: Signed | None = None
) -> Item:
    """Staff are told and answer; nothing moves by itself (沪建议第十四条). Raises PermissionDenied, Refused."""
    return perform("object", item, by=by, seen=seen, signed=signed, reason=reason)
