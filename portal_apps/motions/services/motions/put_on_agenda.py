"""The Presidium puts a motion on the agenda of the session."""

from datetime import date

from foundation.accounts.models import User

from ...models import Item
from ..acting import Act, perform
from .course import decided


def put_on_agenda(item: Item, *, by: User, decision: str, decided_on: date, seen: int | None = None) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        decided(act, decision, decided_on)

    return perform(
        "put_on_agenda", item, by=by, change=change, seen=seen, decision=decision, decided_on=decided_on
    )
