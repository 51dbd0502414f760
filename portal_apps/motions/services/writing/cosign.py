"""Sign what another deputy wrote."""

from django.utils import timezone

from foundation.accounts.models import User

from ...models import Item, Sponsor
from ..acting import Act, Signed, perform
from .own_sponsor import own_sponsor


def cosign(item: Item, *, by: User, seen: int | None = None, signed: Signed | None = None) -> Item:
    """The words confirmed are those of now: which version is kept. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        sponsor = own_sponsor(act)
        sponsor.state, sponsor.answered_at = Sponsor.State.CONFIRMED, timezone.now()
        sponsor.text, sponsor.entry = act.item.text, act.entry
        sponsor.save()
        act.detail["mandates"] = [sponsor.mandate_id]

    return perform("cosign", item, by=by, change=change, seen=seen, signed=signed)
