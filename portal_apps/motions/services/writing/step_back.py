"""Take the own signature back before it is filed."""

from django.utils import timezone

from foundation.accounts.models import User

from ...models import Item, Sponsor
from ..acting import Act, Signed, perform
from .own_sponsor import own_sponsor


def step_back(
    item: Item, *, by: User, reason: str = "", seen: int | None = None, signed: Signed | None = None
) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        sponsor = own_sponsor(act)
        sponsor.state, sponsor.answered_at = Sponsor.State.STEPPED_BACK, timezone.now()
        sponsor.save(update_fields=["state", "answered_at"])
        act.detail["mandates"] = [sponsor.mandate_id]

    return perform("step_back", item, by=by, change=change, seen=seen, signed=signed, reason=reason)
