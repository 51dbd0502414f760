"""批示."""

from foundation.accounts.models import User

from ...models import Instruction, Item
from ..acting import Act, perform


def instruct(item: Item, *, by: User, words: str, seen: int | None = None) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        Instruction.objects.create(item=act.item, text=words.strip(), by=by)

    return perform("instruct", item, by=by, change=change, seen=seen, words=words)
