"""The unit takes it."""

from foundation.accounts.models import User

from ...models import Handling
from ..acting import Act, perform


def sign_for(handling: Handling, *, by: User, seen: int | None = None) -> Handling:
    """Who signs handles it until somebody else is named. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        act.thing.handler = by

    return perform("sign_for", handling, by=by, change=change, seen=seen)
