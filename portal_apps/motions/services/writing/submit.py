"""File it."""

from django.utils import timezone

from foundation.accounts.models import User

from ...gate import GateRefused, findings
from ...models import Item, Sponsor
from ...sessions import filing_session, last_session
from ...states import ItemState
from ..acting import Act, Signed, perform


def submit(
    item: Item,
    *,
    by: User,
    seen: int | None = None,
    warned: bool = False,
    signed: Signed | None = None,
) -> Item:
    """To the delegation while a session takes items, else to the commission. `warned`: the deputy read the warnings of
    the gate and files all the same; what the gate refuses stays refused.

    Raises PermissionDenied, Refused, GateRefused (with the findings).
    """

    def change(act: Act) -> None:
        filed = act.item
        found = findings(filed)
        if any(one.refuses for one in found) or (found and not warned):
            raise GateRefused(found)
        session = filing_session(filed)
        act.to = ItemState.DELEGATION_CHECK if session else ItemState.COMMISSION_REVIEW
        filed.in_session, filed.session = bool(session), session or last_session(filed.term)
        filed.submitted_at = filed.submitted_at or timezone.now()
        _close_signing(act)
        act.detail |= {"warnings": [one.key for one in found], "in_session": filed.in_session}

    return perform("submit", item, by=by, change=change, seen=seen, signed=signed)


def _close_signing(act: Act) -> None:
    """The words are fixed; whoever did not confirm is not among the sponsors."""
    now = timezone.now()
    act.item.texts.filter(filed_at=None).update(filed_at=now)
    act.item.saves.all().delete()  # half-written words are nobody's business any more
    act.item.sponsors.filter(role=Sponsor.Role.LEAD).update(
        answered_at=now, text=act.item.text, entry=act.entry
    )
    act.item.sponsors.filter(state=Sponsor.State.INVITED).update(state=Sponsor.State.REMOVED)
    act.detail["sponsors"] = act.item.sponsors.confirmed().count()
