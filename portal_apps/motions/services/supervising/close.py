"""It is finished."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Handling, Item
from ..acting import Act, perform


def close(item: Item, *, by: User, reason: str = "", seen: int | None = None) -> Item:
    """When every unit is done. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        busy = Handling.objects.open().filter(item=act.item).select_related("unit")
        names = "、".join(f"{one.unit}（{one.get_state_display()}）" for one in busy)
        if names:
            raise Refused(f"还有单位没有办完：{names}。")
        act.item.closed_at = timezone.now()

    return perform("close", item, by=by, change=change, seen=seen, reason=reason)
