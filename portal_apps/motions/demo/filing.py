"""From a draft to a number, or to another end."""

from datetime import timedelta

from ..models import Item, Merge, MotionCourse, Sponsor, Text
from . import words
from .life import Life, Over

WISHES = ("open",) * 17 + ("summary", "summary", "closed")
LETTER = "反映的是具体个案，按来信转有关单位办理。"
REVISE = (
    "一件里写了三件事，请分开提出。",
    "请补充具体地点和数据，便于确定承办单位。",
    "建议部分太笼统，请写明希望怎么办。",
)


def begin(life: Life, again: bool = False) -> None:
    """Written and, with others, signed."""
    plan, at = life.plan, life.at
    by = plan.lead.person.account
    life.item = item = life.book.add(
        Item(
            kind=plan.kind, title=words.title(plan, again), term=plan.session.term, delegation=plan.lead.delegation,
            typed_by=by, created_at=at, no_secrets=True, repeated=plan.repeated, open_wish=life.rng.choice(WISHES),
            survey=life.rng.choice(("", "专题调研", "走访选民和基层单位", "联络站接待群众", "座谈")),
            wants_contact=life.may_happen(0.4), joinable=bool(plan.co),
        )
    )  # fmt: skip
    life.text = life.book.add(Text(item=item, title=item.title, by=by, saved_at=at, **words.parts(life)))
    life.sponsors.append(_sponsor(life, plan.lead, "lead", "confirmed"))
    life.book.act("write", item, at, by)
    if plan.fate == "draft":
        raise Over
    if plan.co:
        _sign(life)
    if plan.fate == "cosigning":
        raise Over


def _sponsor(life: Life, mandate, role: str, state: str) -> Sponsor:
    made = Sponsor(item=life.item, mandate=mandate, role=role, state=state, order=len(life.sponsors))
    return life.book.add(made)


def _sign(life: Life) -> None:
    life.book.act(
        "invite",
        life.item,
        life.later(0, 0),
        life.lead,
        detail={"mandates": [one.pk for one in life.plan.co]},
    )
    for mandate in life.plan.co:
        sponsor = _sponsor(life, mandate, "co", "invited")
        life.sponsors.append(sponsor)
        open_ = mandate is life.cast.mandates[0] or life.may_happen(0.5)
        if life.plan.fate == "cosigning" and open_:
            continue
        sponsor.state, sponsor.answered_at, sponsor.text = "confirmed", life.later(0, 0), life.text
        life.book.act("cosign", life.item, life.at, mandate.person.account, detail={"mandates": [mandate.pk]})


def submit(life: Life) -> None:
    item, plan = life.item, life.plan
    at = life.later(0, 1)
    item.session, item.in_session, item.submitted_at = plan.session, plan.in_session, at
    life.text.filed_at = life.sponsors[0].answered_at = at
    life.sponsors[0].text = life.text
    to = "delegation_check" if plan.in_session else "commission_review"
    said = {"warnings": [], "in_session": plan.in_session, "sponsors": len(life.sponsors)}
    life.book.act("submit", item, at, life.lead, to=to, detail=said)
    if plan.fate == "check":
        raise Over


def checked(life: Life) -> None:
    """By the delegation, in a session."""
    if not life.plan.in_session:
        return
    to = "submitted" if life.plan.kind == "motion" else "secretariat_review"
    if life.plan.fate == "returned":
        _returned(life, "return_check", "delegation_staff")
    life.book.act("pass_check", life.item, life.later(0, 1), life.person("delegation_staff"), to=to)


def _returned(life: Life, verb: str, role: str) -> None:
    life.book.act(verb, life.item, life.later(1, 3), life.person(role), reason=life.rng.choice(REVISE))
    raise Over


def reviewed(life: Life) -> None:
    """Taken on with a number; or not."""
    plan, item = life.plan, life.item
    by = life.person("session_secretariat" if plan.in_session else "congress_staff")
    if plan.fate == "review":
        raise Over
    at = life.later(0, 1) if plan.in_session else life.later(1, 5)
    if plan.fate == "returned":
        _returned(life, "return_for_revision", "congress_staff")
    if plan.fate == "letter":
        life.book.act("treat_as_letter", item, at, by, reason=LETTER, detail={"where": "转市信访局办理"})
        raise Over
    life.book.numbers.give(life.item)
    item.accepted_at = at
    life.book.act("accept", item, at, by, detail={"number": item.number})
    if plan.fate == "withdrawn":
        _withdraw(life)


def _withdraw(life: Life) -> None:
    """With everybody's written consent."""
    for sponsor in life.sponsors[1:]:
        sponsor.wants_withdrawal_at = life.later(0, 2)
        life.book.act("agree_withdrawal", life.item, life.at, sponsor.mandate.person.account)
    life.book.act("withdraw", life.item, life.later(0, 2), life.lead, reason="问题已经解决，不再需要办理。")
    raise Over


def merge(life: Life, into: Life) -> None:
    """Handled with another one, under a number of its own."""
    life.book.numbers.give(life.item)
    by, reason = life.person("congress_staff"), f"与{into.item.number}建议反映同一问题，合并办理。"
    at = max(life.at, into.at) + timedelta(minutes=20)
    life.item.accepted_at = at
    life.book.act(
        "merge", life.item, at, by, reason=reason, detail={"into": into.item, "number": life.item.number}
    )
    life.book.add(Merge(item=life.item, into=into.item, reason=reason, by=by, at=at))
    into.at, into.merged = at, [*into.merged, life]


def register(life: Life) -> None:
    """A motion gets its number and its course."""
    if life.plan.fate == "submitted":
        raise Over
    at = life.later(0, 1)
    life.book.numbers.give(life.item)
    life.item.accepted_at = at
    life.course = life.book.add(MotionCourse(item=life.item))
    life.book.act(
        "register", life.item, at, life.person("session_secretariat"), detail={"number": life.item.number}
    )
