"""交办: the units get it. The list of an assignment meeting: `services.many`."""

from datetime import date

from django.utils.timezone import localdate, localtime

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Item
from ..acting import Act, perform
from .hand_out import hand_out


def assign(
    item: Item, *, by: User, reason: str = "", on: date | None = None, seen: int | None = None
) -> Item:
    """To the units proposed; their clocks begin today, or `on` the day of the meeting that decided it. Raises
    PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if on is not None:
            _assert_day(act.item, on)
        for handling in act.item.handlings.order_by("pk"):
            hand_out(handling, within=act)
        act.detail["units"] = list(act.item.handlings.values_list("unit", flat=True))

    return perform("assign", item, by=by, change=change, seen=seen, day=on, reason=reason)


def _assert_day(item: Item, on: date) -> None:
    if on > localdate():
        raise Refused("交办会的日期还没有到。")
    if item.accepted_at and on < localtime(item.accepted_at).date():
        raise Refused(f"交办会的日期早于受理这一件的日期（{localtime(item.accepted_at):%Y-%m-%d}）。")
