"""Two grades and, where somebody is not satisfied, the reasons."""

from foundation.rights.refusals import Refused

from ...models import Evaluation, Grade, Item, Sponsor
from ..acting import Act


def evaluation(act: Act, item: Item, attitude: str, grade: str, reasons: str) -> Evaluation:
    """Not saved yet. Raises Refused."""
    if attitude not in Grade.values or grade not in Grade.values:
        raise Refused("请对办理态度和办理结果分别评价。")
    made = Evaluation(
        handling=act.handling,
        item=item,
        sponsor=item.sponsors.get(role=Sponsor.Role.LEAD),
        attitude=attitude,
        result=grade,
        reasons=reasons.strip(),
        entry=act.entry,
    )
    if made.dissatisfied and not made.reasons:
        raise Refused("不满意的，请写明理由和具体的意见、要求（《河南省办法》第二十二条）。")
    return made
