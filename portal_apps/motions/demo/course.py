"""The whole course of a case, and of a motion."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

from ..models import Category, Conversion, Item, Sponsor, Text
from . import filing, words
from .handling import (
    Part,
    assist,
    contact,
    extend,
    give_back,
    hand_out,
    last_day,
    overdue,
    place,
    receive,
    reply,
)
from .judging import judge, keep_promises, supervise, talk
from .life import Life, Over

MEETING = 46  # days after the session units are given what was filed in it


def suggestion(life: Life, categories: dict[str, Category], evidence: dict[str, Any]) -> None:
    with suppress(Over):
        filing.begin(life, bool(life.plan.repeated))
        filing.submit(life)
        filing.checked(life)
        filing.reviewed(life)
        for companion in _companions(life):
            filing.merge(companion, life)
        handle(life, categories, evidence)


def _companions(life: Life) -> Iterator[Life]:
    """Others who ask for the same, filed as far as the review."""
    for plan in life.plan.companions:
        other = Life(life.book, life.cast, life.rng, life.upto, plan)
        with suppress(Over):
            filing.begin(other, again=True)
            filing.submit(other)
            filing.checked(other)
            yield other


def handle(life: Life, categories: dict[str, Category], evidence: dict[str, Any]) -> None:
    """From a number to the end."""
    matter, staff = life.plan.matter, life.person("congress_staff")
    life.later(0, 3)
    if life.plan.fate == "accepted":
        raise Over
    life.item.category = categories[matter.get("category", "城市建设")]
    life.book.act("classify", life.item, life.at, staff, to="classified")
    life.later(0, 2)
    main, others = _propose(life)
    if life.plan.in_session:
        life.on(life.plan.session.until + timedelta(MEETING))
    else:
        life.later(2, 5)
    if life.plan.fate == "proposed":
        raise Over
    life.book.act("assign", life.item, life.at, staff, detail={"units": [one.pk for one in life.units]})
    for part in (main, *others):
        hand_out(part)
    for part in others:
        with life.beside():
            assist(part)
    _answer(main, evidence)
    if any(one.handling.state != "opined" for one in others):
        raise Over
    life.item.closed_at = life.later(3, 15)
    life.book.act("close", life.item, life.at, staff)


def _propose(life: Life) -> tuple[Part, list[Part]]:
    matter, units = life.plan.matter, life.cast.units
    unit = units[matter.get("unit", "示例市司法局")]
    if life.plan.fate in ("return_asked", "return_pending", "return_granted"):
        unit = next(one for name, one in units.items() if one.parent and name != unit.name)
    life.units = [unit, *([units[matter["assist"]]] if "assist" in matter else [])]
    main = place(life, unit)
    others = [place(life, one, "assist") for one in life.units[1:]]
    life.book.act("propose_units", life.item, life.at, life.person("congress_staff"))
    return main, others


def _answer(main: Part, evidence: dict[str, Any]) -> None:
    life = main.life
    if life.plan.fate == "unsigned":
        raise Over
    receive(main)
    if life.plan.fate.startswith("return_"):
        right = life.cast.units[life.plan.matter["unit"]]
        give_back(main, main.handling.unit if life.plan.fate == "return_refused" else right)
    if life.may_happen(0.93):
        contact(main)
    if life.may_happen(0.12):
        with life.beside():
            talk(main)
    if life.plan.key:
        with life.beside():
            supervise(life)
    if life.plan.fate == "extended":
        extend(main)
    if life.plan.fate == "overdue":
        overdue(main)
    late = life.plan.fate == "late"
    day = (
        last_day(main) + timedelta(life.rng.randint(3, 25))
        if late
        else last_day(main) - timedelta(life.rng.randint(2, 40))
    )
    reply(main, max(day, life.today), "planned" if life.plan.fate == "kept" else "")
    judge(main)
    if main.handling.state == "tracking":
        keep_promises(main, evidence)


def motion(life: Life, categories: dict[str, Category], evidence: dict[str, Any]) -> None:
    """Up to the Presidium, and after it."""
    with suppress(Over):
        filing.begin(life)
        filing.submit(life)
        filing.checked(life)
        filing.register(life)
        _decide(life, categories, evidence)


def _decide(life: Life, categories: dict[str, Category], evidence: dict[str, Any]) -> None:
    secretariat, council = life.person("session_secretariat"), life.person("council_member")
    item, course, fate = life.item, life.course, life.plan.fate
    if fate == "registered":
        raise Over
    life.later(0, 0)
    course.committee = life.cast.bodies["法制委员会"]
    life.book.act("refer", item, life.at, secretariat, detail={"committee": course.committee.pk})
    if fate == "under_review":
        raise Over
    course.opinion, course.opined_at = "属于本市立法权限，问题明确，请主席团决定处理方式。", life.later(0, 1)
    life.book.act("give_opinion", item, life.at, life.person("committee_staff"))
    life.later(0, 0)
    course.decision, course.decided_on = "主席团第三次会议决定", life.today
    said = {"decision": course.decision, "decided_on": course.decided_on.isoformat()}
    if fate == "agenda":
        life.book.act("put_on_agenda", item, life.at, council, detail=said)
        course.vote, course.passed = "赞成 51，反对 2，弃权 2", True
        life.book.act("record_vote", item, life.later(0, 1), secretariat, detail={"passed": True})
        item.closed_at = life.later(10, 30)
        life.book.act("close_motion", item, life.at, life.person("congress_staff"))
    elif fate == "follow_up":
        course.organ = course.committee
        life.book.act("follow_up", item, life.at, council, detail={**said, "organ": course.organ.pk})
        course.report, course.reported_at = "已列入下一年度立法计划，起草小组成立。", life.later(60, 120)
        life.book.act("report_followup", item, life.at, life.person("congress_staff"))
    else:
        _convert(life, council, said, categories, evidence)


def _convert(life: Life, council: Any, said: dict[str, Any], categories, evidence) -> None:
    """The same text, the same sponsors, a number of its own; then handled like others."""
    old, at = life.item, life.at
    copied = (
        "title",
        "term",
        "session",
        "in_session",
        "delegation",
        "typed_by",
        "submitted_at",
        "survey",
        "open_wish",
    )
    values = {name: getattr(old, name) for name in copied}
    item = life.book.add(Item(kind="suggestion", no_secrets=True, created_at=at, accepted_at=at, **values))
    life.book.numbers.give(item)
    text = Text(
        item=item,
        title=old.title,
        by=life.lead,
        saved_at=at,
        filed_at=life.text.filed_at,
        **words.parts(life),
    )
    life.text = life.book.add(text)
    signed = [
        Sponsor(item=item, mandate=one.mandate, role=one.role, state=one.state, order=one.order, text=text,
                answered_at=one.answered_at)
        for one in life.sponsors
    ]  # fmt: skip
    life.sponsors = [life.book.add(one) for one in signed]
    life.book.act("convert", old, at, council, detail={**said, "suggestion": item})
    life.book.act("receive_converted", item, at, council, detail={"number": item.number})
    life.book.add(Conversion(motion=old, suggestion=item, decision=said["decision"], by=council, at=at))
    life.item = item
    handle(life, categories, evidence)
