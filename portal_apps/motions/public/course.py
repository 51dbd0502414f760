"""The way of an item as the public reads it: what was done, when, by which body. No names, no words of anybody."""

from collections.abc import Callable
from typing import Any

from django.utils.timezone import localdate

from ..models import Event, Item
from ..models.filing import Situation
from ..models.handling import Contact

Line = dict[str, str]


def _unit(event: Event) -> str:
    return str(event.handling.unit) if event.handling else ""


def _units(event: Event) -> str:
    """To whom it went: the units as they are now, in the order of their part."""
    parts: dict[str, list[str]] = {}
    for one in places_of(event.item):
        parts.setdefault(one.get_role_display(), []).append(str(one.unit))
    return "；".join(f"{role}：{'、'.join(names)}" for role, names in parts.items())


def _due(event: Event) -> str:
    last = next(
        (one["after"] for one in event.dues if one["clock"] in ("reply", "redo") and one["after"]), ""
    )
    return f"答复期限到 {last}" if last else ""


def _contact(event: Event) -> str:
    return dict(Contact.Form.choices).get(event.detail.get("form", ""), "")


def _numbered(event: Event) -> str:
    return f"编为{event.detail['number']}" if event.detail.get("number") else ""


def _replied(event: Event) -> str:
    letter = event.detail.get("class")
    return f"{_unit(event)}" + (f"，办理结果 {letter} 类" if letter else "")


def _nothing(event: Event) -> str:
    return ""


#: verb → (what it is called here, what is said besides)
SHOWN: dict[str, tuple[str, Callable[[Event], str]]] = {
    "submit": ("提出", _nothing),
    "accept": ("受理", _numbered),
    "register": ("登记", _numbered),
    "refer": ("交委员会审议", _nothing),
    "put_on_agenda": ("列入会议议程", _nothing),
    "follow_up": ("立案，会后办理", _nothing),
    "convert": ("转为建议办理", _nothing),
    "receive_converted": ("由议案转来", _numbered),
    "record_vote": ("表决", lambda event: "通过" if event.detail.get("passed") else "没有通过"),
    "report_followup": ("报告办理结果", _nothing),
    "close_motion": ("办结", _nothing),
    "merge": ("并案办理", _nothing),
    "assign": ("交办", _units),
    "hand_out": ("", _due),
    "reassign": ("重新确定承办单位", _unit),
    "contact": ("联系代表", _contact),
    "decide_extension": ("延长答复期限", _due),
    "ask_extension": ("延长答复期限", _due),
    "deliver_reply": ("答复代表", _replied),
    "decide_key": ("确定重点督办", _nothing),
    "fulfil": ("兑现承诺", _unit),
    "explain": ("说明未能兑现", _unit),
    "close": ("办结", _nothing),
}


def course_of(item: Any) -> list[Line]:
    """Oldest first. `item` comes from `selecting.for_pages`."""
    lines: list[Line] = []
    due = ""  # a unit gets its last day a moment before the assignment is written down
    for event in item.steps:
        name, more = SHOWN[event.verb]
        event.item = item
        said = more(event)
        if event.verb == "hand_out":
            due = said
            _note(lines, said)
            continue
        if event.verb == "decide_key" and not event.detail.get("chosen"):
            continue
        if event.verb in ("ask_extension", "decide_extension") and not said:
            continue  # asked for, or refused
        day = event.detail.get("on") if event.verb == "contact" else None
        note = due if event.verb in ASSIGNING else ""
        lines.append({"on": day or localdate(event.at).isoformat(), "step": name, "text": said, "note": note})
    return lines


ASSIGNING = ("assign", "reassign")


def _note(lines: list[Line], said: str) -> None:
    """Beside the assignment that waits for it: the office handed it on later."""
    for line in reversed(lines):
        if line["step"] in [SHOWN[verb][0] for verb in ASSIGNING]:
            line["note"] = line["note"] or said
            return


def places_of(item: Item) -> list[Any]:
    """The units that hold it: proposed ones are nobody's business, ended ones neither."""
    return [one for one in item.handlings.all() if one.state not in ("proposed", "cancelled")]


def stand_of(item: Item) -> tuple[str, str]:
    """(key, words): where it stands, seen from outside."""
    if item.state != "assigned":
        return OUTSIDE.get(item.state, (item.state, item.get_state_display()))
    answering = [one for one in places_of(item) if one.answers]
    if any(hasattr(one, "redo") and one.state not in AFTER for one in answering):
        return "redo", "重新办理中"
    if not answering or any(one.state not in (*AFTER, "replied") for one in answering):
        return "handling", "办理中"
    if any(one.state == "replied" for one in answering):
        return "replied", "已答复，待代表评价"
    if any(one.state == "tracking" for one in answering):
        return "tracking", "已答复，承诺跟踪中"
    return "done", "已办理完毕"


AFTER = ("tracking", "done")
OUTSIDE = {
    "accepted": ("accepted", "已受理，待交办"),
    "classified": ("accepted", "已受理，待交办"),
    "assignment_proposed": ("accepted", "已受理，待交办"),
    "merged": ("merged", "并案办理"),
    "closed": ("closed", "已办结"),
}
SITUATIONS: dict[str, Any] = dict(Situation.choices)
