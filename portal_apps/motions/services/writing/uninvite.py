"""Take an invitation back."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Item, Sponsor
from ..acting import Act, Signed, perform


def uninvite(
    item: Item, *, by: User, sponsor: Sponsor, seen: int | None = None, signed: Signed | None = None
) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        one = act.item.sponsors.get(pk=sponsor.pk)
        if one.role == Sponsor.Role.LEAD:
            raise Refused("领衔代表不能取消。")
        one.state = Sponsor.State.REMOVED
        one.save(update_fields=["state"])
        act.detail["mandates"] = [one.mandate_id]

    return perform("uninvite", item, by=by, change=change, seen=seen, signed=signed, sponsor=sponsor)
