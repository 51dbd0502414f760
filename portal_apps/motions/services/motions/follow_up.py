"""The Presidium accepts a motion for after the session (立案)."""

from datetime import date

from foundation.accounts.models import User
from portal_apps.deputies.models import Body

from ...models import Item
from ..acting import Act, perform
from .course import decided


def follow_up(
    item: Item, *, by: User, decision: str, decided_on: date, organ: Body, seen: int | None = None
) -> Item:
    """`organ`: the committee or body that takes it from there. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        decided(act, decision, decided_on, organ=organ)
        act.detail["organ"] = organ.pk

    return perform(
        "follow_up",
        item,
        by=by,
        change=change,
        seen=seen,
        decision=decision,
        decided_on=decided_on,
        organ=organ,
    )
