"""What the units do: from the assignment to the reply."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from portal_apps.deputies.models import Body

from ..models import (
    AssistOpinion,
    Commitment,
    Contact,
    Delivery,
    Extension,
    Handling,
    Publicity,
    Reply,
    ReturnRequest,
    Urging,
)
from . import words
from .life import Life, Over

FORMS = ("talk", "talk", "visit", "visit", "survey", "phone", "online")
SITUATIONS = ("solved",) * 10 + ("solving",) * 3 + ("planned",) * 5 + ("impossible",) * 2 + ("higher",)
URGE = "答复期限已过，请尽快答复代表并说明原因。"
LONGER = "涉及几个部门和管线单位，方案论证需要时间，已当面向代表说明。"


@dataclass
class Part:
    """One unit at work on one item."""

    life: Life
    handling: Handling
    round: int = 1

    @property
    def clerk(self):
        return self.life.cast.at(self.handling.unit, "unit_handler")

    @property
    def head(self):
        return self.life.cast.at(self.handling.unit, "unit_head")

    def act(self, key: str, by: Any, **said: Any):
        return self.life.book.act(key, self.handling, self.life.at, by, **said)


def place(life: Life, unit: Body, role: str = "main") -> Part:
    return Part(life, life.book.add(Handling(item=life.item, unit=unit, office=unit.parent, role=role)))


def hand_out(part: Part) -> None:
    """交办, and to the unit itself."""
    handling, life = part.handling, part.life
    handling.first_assigned_on = handling.assigned_on = life.today
    handling.received_on = None if handling.office else life.today
    to = "at_office" if handling.office else "assigned"
    said = {"unit": handling.unit_id, "role": handling.role}
    part.act("hand_out", life.person("congress_staff"), to=to, detail=said)


def receive(part: Part) -> None:
    life = part.life
    if part.handling.office:
        life.later(1, 3)
        part.handling.received_on = life.today
        part.act("dispatch", life.person("government_office"), detail={"unit": part.handling.unit_id})
    if life.plan.fate == "dispatched":
        raise Over
    life.later(1, 4)
    part.act("sign_for", part.clerk)


def give_back(part: Part, right: Body) -> None:
    """The unit says that it is not the one; `right` is."""
    life, wrong = part.life, part.handling.unit
    asked = ReturnRequest(
        handling=part.handling, unit=wrong, grounds=words.GROUNDS, asked_by=part.clerk, asked_at=life.later(2, 5),
        suggested_unit=str(right) if right != wrong else "",
    )  # fmt: skip
    life.book.add(asked)
    part.act("request_return", part.clerk, reason=words.GROUNDS, detail={"unit": wrong.pk})
    if life.plan.fate == "return_asked":
        raise Over
    if part.handling.office:
        asked.passed_at, asked.passed_by, asked.opinion = (
            life.later(1, 2),
            life.person("government_office"),
            "属实。",
        )
        part.act("pass_return", asked.passed_by)
    if life.plan.fate == "return_pending":
        raise Over
    asked.decided_at, asked.decided_by = life.later(1, 3), life.person("congress_staff")
    if right == wrong:
        asked.granted, asked.decision = False, "该事项属你单位职责，不同意退回。"
        part.act("refuse_return", asked.decided_by, reason=asked.decision)
        part.life.later(1, 2)
        return part.act("sign_for", part.clerk)
    asked.granted, asked.decision = True, "理由成立，同意退回。"
    part.act("grant_return", asked.decided_by, reason=asked.decision)
    life.later(1, 3)
    part.handling.unit, part.handling.office, part.handling.assigned_on = right, right.parent, life.today
    part.handling.received_on = None if right.parent else life.today
    to = "at_office" if right.parent else "assigned"
    said = {"from": wrong.pk, "unit": right.pk}
    part.act("reassign", asked.decided_by, to=to, reason="按职责重新确定。", detail=said)
    return receive(part)


def assist(part: Part) -> None:
    life = part.life
    receive(part)
    if life.plan.fate == "unassisted":
        raise Over
    text = "同意主办单位意见，所需资金和配合事项由我单位落实。"
    late = life.book.due(part.handling, "assist")
    at = life.later(8, 45)
    life.book.add(
        AssistOpinion(handling=part.handling, text=text, by=part.clerk, at=at, in_time=life.today <= late)
    )
    part.act("opine", part.clerk)


def contact(part: Part) -> None:
    life = part.life
    at = life.later(2, 18)
    made = Contact(
        handling=part.handling, form=life.rng.choice(FORMS), on=life.today, by=part.clerk, at=at,
        notes=life.rng.choice(words.NOTES),
    )  # fmt: skip
    life.book.add(made, sponsors=life.sponsors)
    to = "handling" if part.handling.state == "accepted" else part.handling.state
    part.act("contact", part.clerk, to=to, detail={"form": made.form, "on": made.on.isoformat()})


def extend(part: Part) -> None:
    """Shortly before the last day."""
    life = part.life
    life.on(life.book.due(part.handling, "reply") - timedelta(life.rng.randint(3, 9)))
    event = part.act("ask_extension", part.clerk, reason=LONGER, detail={"granted": True})
    before, until = life.book.extend(event, part.handling, LONGER)
    life.book.add(
        Extension(
            handling=part.handling, reason=LONGER, explained_on=life.today, asked_by=part.clerk, asked_at=life.at,
            before=before, until=until, granted=True,
        )
    )  # fmt: skip


def overdue(part: Part) -> None:
    """Nobody answers; somebody urges."""
    life = part.life
    life.on(life.book.due(part.handling, "reply") + timedelta(life.rng.randint(4, 10)))
    by = life.person("congress_staff")
    life.book.add(Urging(handling=part.handling, text=URGE, by=by, at=life.at))
    part.act("urge", by, detail={"words": URGE})
    raise Over


def reply(part: Part, when: date, situation: str = "") -> Reply:
    """Drafted, signed and delivered about that day."""
    life = part.life
    life.on(when)
    situation = situation or life.rng.choice(SITUATIONS)
    due = life.today + timedelta(45 if life.plan.fate == "kept" else life.rng.choice((45, 75, 120, 180, 300)))
    promises = situation in ("solving", "planned")
    made = _draft(part, situation, due if promises else None, 1)
    if promises:
        _promise(part, made, due)
    if part.round == 1 and life.may_happen(0.05):
        reason = "请补充完成时间和责任科室。"
        made.state = Reply.State.REPLACED
        life.later(0, 1)
        part.act("send_back_reply", part.head, to="handling", reason=reason)
        life.later(1, 2)
        made = _draft(part, situation, due if promises else None, 2)
        for one in life.book.promised[id(part.handling)]:
            one.reply = made
    return _deliver(part, made)


def _draft(part: Part, situation: str, due: date | None, number: int) -> Reply:
    life, unit = part.life, part.handling.unit
    publicity = Publicity.NONE if life.item.open_wish == "closed" else Publicity.FULL
    made = Reply(
        handling=part.handling, round=part.round, number=number, situation=situation, written_by=part.clerk,
        title=f"关于{life.item.session}{life.item.number}建议的答复", result_class=life.book.letters[situation],
        body=words.letter(life.plan.matter, life.plan.place, situation, due, part.round == 2),
        assist_note="协办单位同意上述意见。" if len(life.units) > 1 else "",
        contact_unit=unit.name, contact_person=str(part.clerk), contact_phone="0000-00000030", publicity=publicity,
        publicity_reason="代表认为不宜公开" if publicity == Publicity.NONE else "",
        document_number=f"示办函〔{life.today.year}〕{life.rng.randint(1, 200)} 号",
    )  # fmt: skip
    life.book.add(made)
    part.act(
        "draft_reply", part.clerk, detail={"reply": made, "round": part.round, "class": made.result_class}
    )
    return made


def _promise(part: Part, made: Reply, due: date) -> None:
    life, matter = part.life, part.life.plan.matter
    what = matter.get("promise") or f"完成《{matter.get('name')}》的立项论证"
    life.book.add(
        Commitment(
            handling=part.handling, reply=made, promise=what, due_on=due, responsible=matter.get("desk", "办公室"),
            sentence=made.body[1]["text"],
        )
    )  # fmt: skip
    life.later(0, 0)
    part.act("promise", part.clerk, detail={"due_on": due.isoformat()})


def _deliver(part: Part, made: Reply) -> Reply:
    life = part.life
    said = {"reply": made, "class": made.result_class}
    life.later(0, 2)
    if life.plan.fate == "drafted":
        raise Over
    made.state, made.signed_by, made.signed_on = Reply.State.SIGNED, part.head, life.today
    part.act("sign_reply", part.head, detail=said)
    if life.plan.fate == "signed":
        raise Over
    made.state, made.delivered_at = Reply.State.DELIVERED, life.later(0, 1)
    for one in (life, *life.merged):
        for sponsor in one.sponsors:
            life.book.add(Delivery(reply=made, sponsor=sponsor, at=life.at))
    part.act("deliver_reply", part.clerk, detail={**said, "round": made.round})
    _open(part, made)
    return made


def _open(part: Part, made: Reply) -> None:
    """Whether the public reads it, decided some days later."""
    life, staff = part.life, part.life.person("congress_staff")
    if life.may_happen(0.15):
        return
    with life.beside():
        at = life.later(3, 12)
        wish = {"open": "full", "summary": "summary", "closed": "none"}[life.item.open_wish]
        made.approved_publicity, made.publicity_by = wish, staff
        made.publicity_note = "" if wish == "full" else "代表的意愿"
        made.public_summary = made.body[1]["text"] if wish == "summary" else ""
        made.published_at = None if wish == "none" else at
        part.act(
            "approve_publicity", staff, detail={"reply": made, "publicity": wish}, reason=made.publicity_note
        )
        item = life.item
        if not item.publicity:
            item.publicity, item.publicity_by, item.published_at = wish, staff, made.published_at
            item.publicity_reason = made.publicity_note
            item.summary = life.text.proposal if wish == "summary" else ""
            said = {"publicity": wish}
            life.book.act("publish", item, life.later(0, 0), staff, detail=said, reason=made.publicity_note)


def last_day(part: Part) -> date:
    return part.life.book.due(part.handling, "reply")
