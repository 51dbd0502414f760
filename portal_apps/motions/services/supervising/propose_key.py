"""Propose an item for key supervision."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Item, KeySupervision
from ..acting import Act, perform


def propose_key(item: Item, *, by: User, reason: str, consulted: str = "", seen: int | None = None) -> Item:
    """After an analysis and the opinions of those concerned (豫建议第十五条). Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if KeySupervision.objects.filter(item=act.item).exists():
            raise Refused("这一件已经提过重点督办。")
        KeySupervision.objects.create(
            item=act.item, reason=act.reason, consulted=consulted.strip(), proposed_by=by
        )

    return perform("propose_key", item, by=by, change=change, seen=seen, reason=reason)
