"""Cases as hypothesis makes them up, as rows: what they are counted from."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils.timezone import make_aware
from hypothesis import strategies as st

from foundation.deadlines.models import Clock
from foundation.rulebook.reading import rule_in_force
from portal_apps.motions.models import (
    Category,
    Commitment,
    Contact,
    Evaluation,
    Handling,
    Item,
    KeySupervision,
    Redo,
    Reply,
    Sponsor,
)
from tests.portal_apps.motions.house import House

TODAY = date(2026, 5, 11)
GRADES = ("satisfied", "basically_satisfied", "dissatisfied")


@dataclass(frozen=True)
class MadePart:
    """One unit's part: due so many days from today; answered so many days after the last day, None for not."""

    due: int
    late: int | None = None
    letter: str = "A"
    contact: str = ""
    grades: tuple[tuple[str, str], ...] = ()  # attitude, result of each round
    promises: tuple[tuple[str, int], ...] = ()  # state, days from today


@dataclass(frozen=True)
class MadeItem:
    state: str
    last_year: bool = False
    in_session: bool = False
    repeated: str = ""
    key: bool = False
    parts: tuple[MadePart, ...] = field(default_factory=tuple)


grades = st.tuples(st.sampled_from(GRADES), st.sampled_from(GRADES))
parts = st.builds(
    MadePart,
    due=st.integers(-60, 60),
    late=st.none() | st.integers(-20, 20),
    letter=st.sampled_from("ABC"),
    contact=st.sampled_from(["", "talk", "phone"]),
    grades=st.lists(grades, max_size=2).map(tuple),
    promises=st.lists(
        st.tuples(st.sampled_from(["open", "fulfilled", "explained"]), st.integers(-30, 30)), max_size=2
    ).map(tuple),
)
items = st.builds(
    MadeItem,
    state=st.sampled_from(
        ["assigned", "closed", "accepted", "letter", "returned_for_revision", "commission_review"]
    ),
    last_year=st.booleans(),
    in_session=st.booleans(),
    repeated=st.sampled_from(["", "two"]),
    key=st.booleans(),
    parts=st.lists(parts, max_size=2).map(tuple),
)


def noon(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(12)))


def make(house: House, said: MadeItem) -> Item:
    session = house.city.sessions[1 if said.last_year else 2]
    if session.since is None:
        session.since = date(2025, 2, 3)
        session.save()
    lead = house.deputies(1)[0]
    numbered = said.state in ("assigned", "closed", "accepted")
    item = Item.objects.create(
        kind="suggestion", state=said.state, title="关于路灯的建议", term=session.term, session=session,
        in_session=said.in_session, typed_by=lead.person.account, submitted_at=noon(session.since),
        delegation=lead.delegation, category=Category.objects.first(), repeated=said.repeated,
        number=f"第{Item.objects.count() + 1}号" if numbered else None, number_period="s" if numbered else "",
    )  # fmt: skip
    Sponsor.objects.create(item=item, mandate=lead, role="lead", state="confirmed")
    if said.key:
        KeySupervision.objects.create(item=item, reason="集中", proposed_by=house.staff, chosen=True)
    if said.state in ("assigned", "closed"):
        role = "main" if len(said.parts) < 2 else "separate"
        for part, unit in zip(said.parts, (house.court, house.union), strict=False):
            _part(house, item, unit, role, part)
    return item


def _part(house: House, item: Item, unit, role: str, said: MadePart) -> None:
    staff, due = house.staff, TODAY + timedelta(said.due)
    start = due - timedelta(90)
    done = said.late is not None
    handling = Handling.objects.create(
        item=item, unit=unit, role=role, state="done" if done else "handling", first_assigned_on=start,
        assigned_on=start, received_on=start,
    )  # fmt: skip
    Clock.objects.create(
        kind="motions.reply", content_type=ContentType.objects.get_for_model(Handling), object_id=str(handling.pk),
        state="stopped" if done else "running", started_on=start, first_started_on=start, due_on=due,
        amber_on=due, rule=rule_in_force("suggestion.reply_months", start),
    )  # fmt: skip
    if said.contact:
        Contact.objects.create(handling=handling, form=said.contact, on=start, notes="谈了", by=staff)
    if not done:
        return
    sponsor = item.sponsors.get()
    for round_, grade in enumerate(said.grades or (None,), 1):
        reply = Reply.objects.create(
            handling=handling, round=round_, state="delivered", title="答复", situation="solved",
            result_class=said.letter, written_by=staff, delivered_at=noon(due + timedelta(said.late + 30 * (round_ - 1))),
        )  # fmt: skip
        if round_ == 2:
            Redo.objects.create(handling=handling, demands="再办")
        if grade:
            Evaluation.objects.create(
                handling=handling, item=item, sponsor=sponsor, round=round_, attitude=grade[0], result=grade[1],
                reasons="没有时间",
            )  # fmt: skip
    for state, days in said.promises:
        Commitment.objects.create(
            handling=handling,
            reply=reply,
            state=state,
            promise="装灯",
            due_on=TODAY + timedelta(days),
            responsible="科",
        )
