"""The life of a mandate as one table: from where, by which verb, to where, on which grounds, with which papers.

Code, the form, `docs/mandates.md` and the tests read it. Elected → reviewed → confirmed → suspended ⇄ confirmed →
terminated; nothing here happens by itself.
"""

from dataclasses import dataclass

from django.db import models

from . import grounds as why
from .grounds import Ground


class State(models.TextChoices):
    ELECTED = "elected", "当选，待资格审查"
    REVIEW = "credentials_review", "资格审查中"
    CONFIRMED = "confirmed", "履职"
    SUSPENDED = "suspended", "暂停执行职务"
    TERMINATED = "terminated", "资格终止"


SAME = "same"  # the state stays
BACK = "back"  # the state before the last change of state
NEW = ""  # there is no mandate yet
LIVE = (State.CONFIRMED.value, State.SUSPENDED.value)
PAPER = ("deciding_body", "document_number", "decided_on", "document")
ANNOUNCED = (*PAPER, "announcement")


@dataclass(frozen=True)
class Step:
    """`right` is the verb of the table of rights; `needs` are the fields that may not be empty; `dangerous` ones ask
    who sits there. `reported`: True needs an open report of the credentials committee, False needs that there is none.
    """

    verb: str
    name: str
    sources: tuple[str, ...]
    to: str
    grounds: tuple[Ground, ...]
    needs: tuple[str, ...]
    right: str = "deputies.mandate"
    dangerous: bool = True
    reported: bool | None = None
    note: str = ""

    @property
    def ground_keys(self) -> tuple[str, ...]:
        return tuple(ground.key for ground in self.grounds)


STEPS = (
    Step(
        "elect",
        "登记当选",
        (NEW,),
        State.ELECTED,
        why.ELECTED,
        ("deciding_body", "decided_on"),
        right="deputies.edit",
        dangerous=False,
    ),
    Step(
        "take_over",
        "载入在任代表",
        (NEW,),
        State.CONFIRMED,
        why.VALID,
        ("deciding_body", "document_number", "decided_on"),
        right="deputies.edit",
        dangerous=False,
        note="只用于启用系统以前已经公告的代表",
    ),
    Step(
        "submit",
        "提交资格审查",
        (State.ELECTED,),
        State.REVIEW,
        why.REVIEWED,
        ("decided_on",),
        dangerous=False,
    ),
    Step("confirm", "确认资格有效", (State.REVIEW,), State.CONFIRMED, why.VALID, ANNOUNCED),
    Step("reject", "确定当选无效", (State.REVIEW,), State.TERMINATED, why.INVALID, ANNOUNCED),
    Step("suspend", "暂停执行职务", (State.CONFIRMED,), State.SUSPENDED, why.SUSPENDED, PAPER),
    Step("restore", "恢复执行职务", (State.SUSPENDED,), State.CONFIRMED, why.RESTORED, PAPER),
    Step(
        "propose",
        "报告资格终止",
        LIVE,
        SAME,
        why.ENDED,
        PAPER,
        reported=False,
        note="附代表资格审查委员会的文件；公告以前资格还在",
    ),
    Step(
        "drop_proposal",
        "撤回终止报告",
        LIVE,
        SAME,
        why.NOT_PROVEN,
        ("decided_on", "note"),
        reported=True,
        note="经核实不终止",
    ),
    Step(
        "terminate",
        "公告资格终止",
        LIVE,
        State.TERMINATED,
        why.ENDED,
        ANNOUNCED,
        reported=True,
        note="事由与报告一致（《代表法》第六十三条）",
    ),
    Step(
        "move",
        "市内调动",
        LIVE,
        SAME,
        why.MOVED,
        ("decided_on",),
        dangerous=False,
        note="只改工作单位、代表团、小组，资格和选举单位不变",
    ),
    Step(
        "annul",
        "撤销误登",
        (State.REVIEW, State.CONFIRMED, State.SUSPENDED, State.TERMINATED),
        BACK,
        why.MISTAKE,
        ("decided_on", "document", "note"),
        note="回到上一次状态变更以前，误登的一条仍然可见",
    ),
    Step(
        "correct",
        "更正记录",
        (*State.values,),
        SAME,
        why.MISTAKE,
        ("decided_on", "note"),
        note="更正文号、日期等，原来的一条仍然可见",
    ),
)
BY_VERB = {step.verb: step for step in STEPS}


def possible(state: str, reported: bool) -> list[Step]:
    """What may be done in this state, in the order of the table."""
    return [step for step in STEPS if state in step.sources and step.reported in (None, reported)]


def as_markdown() -> str:
    """The table as the documentation shows it."""
    names = dict(State.choices) | {NEW: "（没有）", SAME: "不变", BACK: "回到以前"}
    lines = [
        "| 从 | 动作 | 到 | 法定事由（依据） | 必填 | 权限 | 再验身份 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for step in STEPS:
        whence = "、".join(names[one] for one in step.sources)
        reasons = "<br>".join(f"{one.name}（{one.law}）" for one in step.grounds)
        needs = "、".join(LABELS[one] for one in step.needs)
        lines.append(
            f"| {whence} | {step.name} `{step.verb}` | {names[step.to]} | {reasons} | {needs} | `{step.right}` | "
            f"{'要' if step.dangerous else '不要'} |"
        )
    return "\n".join(lines)


LABELS = {
    "deciding_body": "决定机关",
    "document_number": "文号",
    "decided_on": "决定日期",
    "announcement": "公告",
    "document": "文件",
    "note": "说明",
}
