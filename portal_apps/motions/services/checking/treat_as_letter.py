"""It is no suggestion, and is handled as a letter of the deputy."""

from foundation.accounts.models import User

from ...models import Item
from ..acting import Act, perform


def treat_as_letter(item: Item, *, by: User, reason: str, where: str, seen: int | None = None) -> Item:
    """`where` it goes or the deputy may go. It gets no number. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        act.detail["where"] = where.strip()

    return perform("treat_as_letter", item, by=by, change=change, seen=seen, reason=reason, where=where)
