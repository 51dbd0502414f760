"""A co-sponsor agrees in writing that it is taken back."""

from django.utils import timezone

from foundation.accounts.models import User

from ...models import Item
from ..acting import Act, Signed, perform
from .own_sponsor import own_sponsor


def agree_withdrawal(item: Item, *, by: User, seen: int | None = None, signed: Signed | None = None) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        sponsor = own_sponsor(act)
        sponsor.wants_withdrawal_at = timezone.now()
        sponsor.save(update_fields=["wants_withdrawal_at"])
        act.detail["mandates"] = [sponsor.mandate_id]

    return perform("agree_withdrawal", item, by=by, change=change, seen=seen, signed=signed)
