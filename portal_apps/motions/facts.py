"""What somebody must know before an act, shown above its form; what becomes of the act; why it cannot be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from . import clocks
from .models import Commitment, Evaluation, Handling, Item
from .statistics.counting import silence_policy
from .table.step import SAME, Step
from .telling import GROUPS

Facts = list[tuple[str, str]]
#: act → the clock that says until when
CLOCKS = {
    "request_return": "return", "contact": "contact", "opine": "assist", "ask_extension": "reply", "decide_extension": "reply",
    "evaluate": "evaluate", "fulfil": "promise", "explain": "promise", "reassign": "reassign", "assign": "assign",
    "note_silence": "evaluate", "urge": "reply", "deliver_reply": "reply", "approve_publicity": "publish",
}  # fmt: skip


@dataclass(frozen=True)
class Due:
    """Until when, by the clock that runs."""

    what: str
    on: date

    @property
    def left(self) -> int:
        return (self.on - localdate()).days

    @property
    def over(self) -> int:
        return max(0, -self.left)


def due_of(step: Step, thing: Any) -> Due | None:
    key = CLOCKS.get(step.key)
    clock = clocks.open_clock(thing, key) if key and clocks.BY_KEY[key].subject == step.subject else None
    return Due(clocks.BY_KEY[clock.kind.removeprefix("motions.")].label, clock.due_on) if clock else None


def facts_for(step: Step, thing: Any, item: Item) -> Facts:
    """(name, words), those only that are there."""
    found = FACTS[step.key](thing, item) if step.key in FACTS else []
    return [(name, str(words)) for name, words in found if words]


def consequence(step: Step) -> str:
    """办了以后，变为“已签收”；开始计“联系代表”的期限；会告诉提出代表。"""
    said = []
    ends = [step.state_name(end) for end in step.to if end != SAME]
    if len(step.to) == 1 and ends:
        said.append(f"变为“{ends[0]}”")
    started = [
        clocks.BY_KEY[effect.key].label
        for effect in step.clocks
        if effect.act in ("start", "restart") and not effect.to
    ]
    if started:
        said.append(f"开始计期限：{'、'.join(started)}")
    if step.tells:
        said.append(f"会发消息给{'、'.join(dict.fromkeys(GROUPS[name].name for name in step.tells))}")
    return f"办了以后，{'；'.join(said)}。" if said else ""


def why_not(step: Step, thing: Any) -> str:
    """For acts whose time is over; '' where the state says it."""
    if step.key == "request_return" and isinstance(thing, Handling):
        due = due_of(step, thing)
        if due and due.over:
            return (
                f"申请退回的十个工作日到 {due.on:%Y-%m-%d}，已经过了 {due.over} 天。确有理由的，请代表工委登记逾期退回"
                "（《河南省办法》第十四条）。"
            )
    return ""


def _return(thing: Handling, item: Item) -> Facts:
    asked = thing.returns.filter(granted=None).last()
    if asked is None:
        return []
    return [
        ("申请单位", str(asked.unit)),
        ("退回的理由", asked.grounds),
        ("认为应由谁办", asked.suggested_unit),
        ("政府办公厅意见", asked.opinion),
    ]


def _granted(thing: Handling, item: Item) -> Facts:
    asked = thing.returns.last()
    return [("上次退回的理由", asked.grounds), ("认为应由谁办", asked.suggested_unit)] if asked else []


def _extension(thing: Handling, item: Item) -> Facts:
    asked = thing.extensions.filter(granted=None).last()
    if asked is None:
        return []
    until = f"{asked.until:%Y-%m-%d}" if asked.until else "最长的期限"
    return [("理由", asked.reason), ("原截止日", f"{asked.before:%Y-%m-%d}"), ("想延到", until)]


def _said(thing: Handling, item: Item) -> Facts:
    given = Evaluation.objects.filter(handling=thing, commitment=None).order_by("pk")
    return [
        (
            f"代表第{one.round}次评价",
            f"态度{one.get_attitude_display()}，结果{one.get_result_display()}。{one.reasons}",
        )
        for one in given
    ]


def _assessment(thing: Handling, item: Item) -> Facts:
    held = getattr(thing, "assessment", None)
    return [("评估意见", held.opinion), ("参加的", held.participants)] if held else []


def _promise(thing: Commitment, item: Item) -> Facts:
    return [
        ("承诺", thing.promise),
        ("期限", f"{thing.due_on:%Y-%m-%d}"),
        ("谁负责", f"{thing.handling.unit} {thing.responsible}"),
        ("答复里的原句", thing.sentence),
        ("落实情况", thing.outcome),
    ]


def _key(thing: Item, item: Item) -> Facts:
    key = getattr(item, "key", None)
    return [("为什么重点督办", key.reason), ("征求了谁的意见", key.consulted)] if key else []


def _wish(thing: Any, item: Item) -> Facts:
    return [("代表的意见", item.get_open_wish_display())]


def _answer_wish(thing: Handling, item: Item) -> Facts:
    reply = thing.replies.filter(state="delivered").last()
    unit = f"{reply.get_publicity_display()}。{reply.publicity_reason}" if reply else ""
    return [*_wish(thing, item), ("承办单位的意见", unit)]


def _wished_units(thing: Any, item: Item) -> Facts:
    wished = "、".join(map(str, item.suggested_units.all())) or item.suggested_unit_text
    return [("代表建议的承办单位", wished)]


def _policy(thing: Any, item: Item) -> Facts:
    return [("没有评价的怎样算", silence_policy()[1])]


def _course(thing: Item, item: Item) -> Facts:
    course = getattr(item, "course", None)
    if course is None:
        return []
    return [
        ("审议的委员会", course.committee or ""),
        ("委员会意见", course.opinion),
        ("主席团决定", course.decision),
    ]


FACTS: dict[str, Callable[[Any, Item], Facts]] = {
    "pass_return": _return,
    "grant_return": _return,
    "refuse_return": _return,
    "reassign": _granted,
    "decide_extension": _extension,
    "assess": _said,
    "dispose": _assessment,
    "fulfil": _promise,
    "explain": _promise,
    "evaluate_promise": _promise,
    "decide_key": _key,
    "report_key": _key,
    "publish": _wish,
    "approve_publicity": _answer_wish,
    "propose_units": _wished_units,
    "assign": _wished_units,
    "note_silence": _policy,
    "evaluate": _policy,
    **dict.fromkeys(
        ("put_on_agenda", "follow_up", "convert", "record_vote", "report_followup", "close_motion"), _course
    ),
}
