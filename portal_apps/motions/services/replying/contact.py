"""The unit spoke with the deputy."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Contact, Handling, Sponsor
from ...states import HandlingState
from ..acting import Act, perform


def contact(
    handling: Handling,
    *,
    by: User,
    form: str,
    on: date,
    sponsors: Sequence[Sponsor],
    notes: str,
    seen: int | None = None,
) -> Handling:
    """The first one begins the handling and stops its clock. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if on > localdate():
            raise Refused("日期还没有到。")
        if form not in Contact.Form.values:
            raise Refused("请选联系的方式。")
        if any(one.item_id not in act.item.answered_together for one in sponsors):
            raise Refused("请从这件的提出代表里选。")
        made = Contact.objects.create(handling=act.thing, form=form, on=on, notes=notes.strip(), by=by)
        made.sponsors.set(sponsors)
        first = act.thing.state == HandlingState.ACCEPTED
        act.to = HandlingState.HANDLING if first else act.thing.state
        act.detail |= {"form": form, "on": on.isoformat()}

    return perform(
        "contact", handling, by=by, change=change, seen=seen, form=form, on=on, sponsors=sponsors, notes=notes
    )
