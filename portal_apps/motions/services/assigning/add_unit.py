"""Another unit joins while others work already."""

from collections.abc import Sequence

from foundation.accounts.models import User

from ...models import Handling, Item
from ..acting import Act, perform
from .hand_out import hand_out
from .places import Place, assert_fit, propose


def add_unit(item: Item, *, by: User, units: Sequence[Place], reason: str, seen: int | None = None) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        there = Handling.objects.filter(item=act.item).exclude(state="cancelled").select_related("unit")
        assert_fit([*(Place(one.unit, one.role) for one in there), *units])
        propose(act.item, units)
        for handling in Handling.objects.filter(item=act.item, state="proposed"):
            hand_out(handling, within=act)
        act.detail["units"] = [[place.unit.pk, place.role] for place in units]

    return perform("add_unit", item, by=by, change=change, seen=seen, units=units, reason=reason)
