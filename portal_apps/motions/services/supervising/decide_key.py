"""The 主任会议 decides."""

from datetime import date

from foundation.accounts.models import User
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from ...models import Item, KeySupervision
from ..acting import Act, perform


def decide_key(
    item: Item,
    *,
    by: User,
    chosen: bool,
    decision: str,
    decided_on: date,
    supervisor: Body | None = None,
    leader: str = "",
    seen: int | None = None,
) -> Item:
    """Chosen ones have a committee or working body that supervises them (豫建议第二十五条). Raises PermissionDenied,
    Refused."""

    def change(act: Act) -> None:
        key = KeySupervision.objects.select_for_update().filter(item=act.item, chosen=None).first()
        if key is None:
            raise Refused("没有等决定的重点督办建议。")
        if chosen and (supervisor is None or supervisor.kind not in ("special_committee", "working_body")):
            raise Refused("请定由哪个专门委员会或者工作机构督办。")
        key.chosen, key.decision, key.decided_on = chosen, decision.strip(), decided_on
        key.supervisor, key.leader, key.decided_by = supervisor, leader.strip(), by
        key.save()
        act.detail |= {"chosen": chosen, "supervisor": supervisor.pk if supervisor else None}

    return perform(
        "decide_key",
        item,
        by=by,
        change=change,
        seen=seen,
        chosen=chosen,
        decision=decision,
        decided_on=decided_on,
    )
