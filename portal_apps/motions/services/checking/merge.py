"""Handle it together with another one of the same content."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Item, Merge
from ...states import ItemState
from ..acting import Act, perform
from .numbers import give_number

CARRYING = (ItemState.ACCEPTED, ItemState.CLASSIFIED, ItemState.PROPOSED, ItemState.ASSIGNED)


def merge(item: Item, *, by: User, into: Item, reason: str, seen: int | None = None) -> Item:
    """It has a number of its own and is answered by itself (豫建议第二十一条). Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        main = Item.objects.select_for_update().get(pk=into.pk)
        if main.pk == act.item.pk or main.kind != act.item.kind:
            raise Refused("请选另一件建议。")
        if main.state not in CARRYING or main.handlings.filter(state="replied").exists():
            raise Refused(f"{main}现在是“{main.get_state_display()}”，不能再并进去。")
        if act.item.merges.exists():
            raise Refused("已经有别的建议并入这一件，请把它们都并到那一件去。")
        act.item.handlings.all().delete()  # only proposals: nothing was handed out yet
        give_number(act.item)
        act.item.accepted_at = act.item.accepted_at or timezone.now()
        Merge.objects.create(item=act.item, into=main, reason=act.reason, by=by)
        act.detail |= {"into": main.pk, "number": act.item.number}

    return perform("merge", item, by=by, change=change, seen=seen, into=into, reason=reason)
