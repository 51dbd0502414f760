"""What stands in the form of an act before anybody types, and what must be there besides, said at the field."""

from typing import Any

from .. import clocks
from ..models import Handling, Item, Sponsor
from ..models.items import Publicity, Wish
from ..models.judging import Grade
from ..offers import Offer

OF_WISH = {Wish.OPEN: Publicity.FULL, Wish.SUMMARY: Publicity.SUMMARY, Wish.CLOSED: Publicity.NONE}


def initial_for(offer: Offer) -> dict[str, Any]:
    """A choice only where one is nearly always right; never one that judges."""
    made = INITIAL.get(offer.step.key)
    return made(offer.thing, offer.item) if made else {}


def _urging(thing: Handling, item: Item) -> dict[str, Any]:
    clock = clocks.open_clock(thing, "redo") or clocks.open_clock(thing, "reply")
    until = f"，期限 {clock.due_on:%Y-%m-%d}" if clock else ""
    return {"words": f"请抓紧办理{item.number or '这一件'}{until}，办理情况请在平台上登记。"}


def _answered(thing: Handling, item: Item) -> dict[str, Any]:
    reply = thing.replies.filter(state="delivered").last()
    if reply is None:
        return {}
    least = max((reply.publicity, OF_WISH[Wish(item.open_wish)]), key=list(Publicity.values).index)
    return {"publicity": least, "reason": reply.publicity_reason, "summary": reply.public_summary}


INITIAL = {
    "contact": lambda thing, item: {
        "sponsors": list(Sponsor.objects.confirmed().filter(item=item).values_list("pk", flat=True))
    },
    "urge": _urging,
    "publish": lambda thing, item: {"publicity": OF_WISH[Wish(item.open_wish)]},
    "approve_publicity": _answered,
    "classify": lambda thing, item: {"category": item.category_id or item.suggested_category_id},
}


def faults_of(key: str, said: dict[str, Any]) -> dict[str, str]:
    """Field → what is missing, where it depends on another field."""
    found = {}
    if key in ("evaluate", "evaluate_promise"):
        no = Grade.DISSATISFIED in (said.get("attitude"), said.get("grade"))
        if no and not (said.get("reasons") or "").strip():
            found["reasons"] = "不满意的，请写明理由和具体的意见、要求（《河南省办法》第二十二条）。"
    if key in ("publish", "approve_publicity") and said.get("publicity") in (
        Publicity.SUMMARY,
        Publicity.NONE,
    ):
        if not (said.get("reason") or "").strip():
            found["reason"] = "不公开、只公开摘要的，请写明理由。"
        if said["publicity"] == Publicity.SUMMARY and not (said.get("summary") or "").strip():
            found["summary"] = "只公开摘要的，请写摘要。"
    if key == "decide_key" and said.get("chosen") and not said.get("supervisor"):
        found["supervisor"] = "确定为重点督办的，请选由哪个专门委员会或者工作机构督办。"
    return found
