"""交办: one item, or the list of an assignment meeting."""

from collections.abc import Iterable

from django.db import transaction

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Item
from ..acting import Act, perform
from .hand_out import hand_out


def assign(item: Item, *, by: User, reason: str = "", seen: int | None = None) -> Item:
    """To the units proposed; their clocks begin today. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        for handling in act.item.handlings.order_by("pk"):
            hand_out(handling, within=act)
        act.detail["units"] = list(act.item.handlings.values_list("unit", flat=True))

    return perform("assign", item, by=by, change=change, seen=seen, reason=reason)


@transaction.atomic
def assign_all(items: Iterable[Item], *, by: User, reason: str = "") -> list[Item]:
    """All or none, as a meeting decides over a list. Raises Refused with every row that stands against it."""
    done, against = [], []
    for item in sorted(
        items, key=lambda one: one.pk
    ):  # in one order, so that two lists do not lock each other out
        try:
            with transaction.atomic():
                done.append(assign(item, by=by, reason=reason))
        except Refused as refusal:
            against.append(f"{item}：{refusal}")
    if against:
        raise Refused(f"有 {len(against)} 件不能交办，全部没有办：\n" + "\n".join(against))
    return done
