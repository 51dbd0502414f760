"""Do not sign."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Item, Sponsor
from ..acting import Act, Signed, perform
from .own_sponsor import own_sponsor


def decline(
    item: Item, *, by: User, reason: str = "", seen: int | None = None, signed: Signed | None = None
) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        sponsor = own_sponsor(act)
        if sponsor.state != Sponsor.State.INVITED:
            raise Refused("您已经确认过；不想联名了，请办“退出联名”。")
        sponsor.state, sponsor.answered_at = Sponsor.State.DECLINED, timezone.now()
        sponsor.save(update_fields=["state", "answered_at"])
        act.detail["mandates"] = [sponsor.mandate_id]

    return perform("decline", item, by=by, change=change, seen=seen, signed=signed, reason=reason)
