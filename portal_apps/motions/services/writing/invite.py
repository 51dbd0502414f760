"""Ask other deputies to sign."""

from collections.abc import Iterable

from foundation.accounts.models import User
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Mandate

from ...models import Item, Sponsor
from ..acting import Act, Signed, perform


def invite(
    item: Item,
    *,
    by: User,
    deputies: Iterable[Mandate],
    seen: int | None = None,
    signed: Signed | None = None,
) -> Item:
    """By their mandates of the same term; whoever said no may be asked again. Raises PermissionDenied, Refused."""
    asked = list(deputies)

    def change(act: Act) -> None:
        serving = Mandate.objects.serving().filter(term=act.item.term)
        order = act.item.sponsors.count()
        for mandate in asked:
            if not serving.filter(pk=mandate.pk).exists():
                raise Refused(f"{mandate.person}现在不是{act.item.term}的在任代表，不能联名。")
            sponsor, new = Sponsor.objects.get_or_create(
                item=act.item, mandate=mandate, defaults={"order": order}
            )
            order += 1
            if not new and sponsor.state not in (Sponsor.State.INVITED, Sponsor.State.CONFIRMED):
                sponsor.state = Sponsor.State.INVITED
                sponsor.save(update_fields=["state"])
        act.detail["mandates"] = [mandate.pk for mandate in asked]

    return perform("invite", item, by=by, change=change, seen=seen, signed=signed, deputies=asked)
