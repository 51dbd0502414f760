"""The delegation found it in order."""

from foundation.accounts.models import User

from ...models import Item
from ...states import ItemState, Kind
from ..acting import Act, perform


def pass_check(item: Item, *, by: User, reason: str = "", seen: int | None = None) -> Item:
    """A suggestion goes to the session's secretariat for review, a motion for registration. Raises PermissionDenied,
    Refused."""

    def change(act: Act) -> None:
        motion = act.item.kind == Kind.MOTION
        act.to = ItemState.SUBMITTED if motion else ItemState.SECRETARIAT_REVIEW

    return perform("pass_check", item, by=by, change=change, seen=seen, reason=reason)
