"""Begin a draft."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.models import User
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Mandate

from ...models import PARTS, Item, Sponsor, Text
from ..acting import Act, Signed, perform
from .saves import remember
from .words import assert_title, set_about


@transaction.atomic
def write(
    mandate: Mandate,
    kind: str,
    *,
    by: User,
    title: str,
    text: dict[str, str] | None = None,
    about: dict[str, Any] | None = None,
    page: str = "",
    signed: Signed | None = None,
) -> Item:
    """`text` has the parts of `PARTS`, `about` columns of `Item` the deputy fills in (`words.ABOUT`).

    Raises PermissionDenied, Refused.
    """
    _assert_author(mandate, kind, by, signed)
    assert_title(title)
    item = Item.objects.create(
        kind=kind,
        title=title.strip(),
        term=mandate.term,
        delegation=mandate.delegation,
        typed_by=by,
        on_paper=signed is not None,
    )
    Sponsor.objects.create(item=item, mandate=mandate, role=Sponsor.Role.LEAD, state=Sponsor.State.CONFIRMED)

    def begin(act: Act) -> None:
        made = Text.objects.create(item=act.item, title=act.item.title, by=by, **(text or {}))
        remember(act.item, by, {name: getattr(made, name) for name in ("title", *PARTS)}, page=page)
        set_about(act.item, about or {})

    return perform("write", item, by=by, change=begin, signed=signed, born=True, title=title)


def _assert_author(mandate: Mandate, kind: str, by: User, signed: Signed | None) -> None:
    if signed is not None:
        demand(by, "deputies.enter_for", signed.person)
    else:
        demand(by, f"{kind}s.write")
    if mandate.person_id != signed.person.pk if signed else mandate.person.account_id != by.pk:
        raise PermissionDenied("只能以自己的代表身份提出。")
    if not Mandate.objects.serving().filter(pk=mandate.pk).exists():
        raise Refused(f"{mandate}不在履职期间，不能提出议案建议。")
