"""Take it back, for good."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Handling, Item, Sponsor
from ...states import PRIVATE, ItemState
from ..acting import Act, Signed, perform

PRESIDIUM_ASKED = (ItemState.REGISTERED, ItemState.UNDER_REVIEW, ItemState.ON_AGENDA, ItemState.FOLLOWED_UP)


def withdraw(
    item: Item,
    *,
    by: User,
    reason: str,
    decision: str = "",
    seen: int | None = None,
    signed: Signed | None = None,
) -> Item:
    """A filed one needs the written consent of all co-sponsors (沪建议第十条), a registered motion the Presidium's
    agreement too (`decision`). Its number stays its own. Raises PermissionDenied, Refused.
    """

    def change(act: Act) -> None:
        _assert_agreed(act.item, decision)
        for handling in Handling.objects.open().filter(item=act.item):
            perform("cancel", handling, by=by, within=act)
        if decision:
            act.detail["decision"] = decision

    return perform(
        "withdraw",
        item,
        by=by,
        change=change,
        seen=seen,
        signed=signed,
        reason=reason,
        decision=decision,
    )


def _assert_agreed(item: Item, decision: str) -> None:
    if item.merges.exists():
        raise Refused("有别的建议并入这一件一起办理，不能撤回。请先和代表工委联系。")
    if item.state in PRIVATE:
        return
    others = item.sponsors.confirmed().filter(role=Sponsor.Role.CO, wants_withdrawal_at=None)
    names = "、".join(str(one) for one in others.select_related("mandate__person"))
    if names:
        raise Refused(f"联名提出的，要全体联名代表书面同意才能撤回。还没有同意的：{names}。")
    if item.state in PRESIDIUM_ASKED and not decision.strip():
        raise Refused("登记以后的议案撤回，要经主席团同意。请填主席团的决定和文号。")
