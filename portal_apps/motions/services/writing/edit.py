"""Write on."""

from typing import Any

from foundation.accounts.models import User

from ...models import Item, Sponsor
from ..acting import Act, Signed, go_on, perform
from .saves import goes_on
from .words import assert_title, set_about, write_text


def edit(
    item: Item,
    *,
    by: User,
    seen: int | None = None,
    title: str = "",
    text: dict[str, str] | None = None,
    about: dict[str, Any] | None = None,
    page: str = "",
    signed: Signed | None = None,
) -> Item:
    """Words that changed take back what co-sponsors confirmed: they signed other words (豫建议第九条). What one person
    saves in one sitting is one row of history. `page` names the screen it comes from.

    Raises PermissionDenied, Refused.
    """

    def change(act: Act) -> None:
        act.item.title = title.strip() or act.item.title
        assert_title(act.item.title)
        set_about(act.item, about or {})
        if write_text(act.item, by, act.item.title, text or {}, page):
            signers = act.item.sponsors.confirmed().filter(role=Sponsor.Role.CO)
            act.detail["unconfirmed"] = signers.update(
                state=Sponsor.State.INVITED, answered_at=None, text=None, entry=None
            )

    if signed is None and seen in (None, item.version) and goes_on(item, by):
        return go_on("edit", item, by=by, change=change)
    return perform(
        "edit", item, by=by, change=change, seen=seen, signed=signed, title=title, text=text, about=about
    )
