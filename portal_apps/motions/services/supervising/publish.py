"""Whether the public reads the item itself."""

from django.utils import timezone

from foundation.accounts.models import User

from ...models import Item, Publicity
from ..acting import Act, perform
from ..publicity import assert_publicity


def publish(
    item: Item,
    *,
    by: User,
    publicity: str,
    reason: str = "",
    summary: str = "",
    seen: int | None = None,
) -> Item:
    """Not more than the deputy wants (豫建议第二十九条); `none` takes it back. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        assert_publicity(act.item, publicity, act.reason, summary)
        act.item.publicity, act.item.publicity_by = publicity, by
        act.item.publicity_reason, act.item.summary = act.reason[:300], summary.strip()
        act.item.published_at = timezone.now() if publicity != Publicity.NONE else None
        act.detail["publicity"] = publicity

    return perform("publish", item, by=by, change=change, seen=seen, publicity=publicity, reason=reason)
