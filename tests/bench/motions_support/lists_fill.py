"""A house of many years for measuring lists: N items with words, sponsors, units, replies and clocks, written in bulk.

Nine of ten are over; of the others every state has some. One in six running clocks is over, as many are soon.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from foundation.deadlines.models import Clock
from foundation.rights.models import Grant, State
from foundation.rulebook.models import RuleVersion
from portal_apps.deputies.models import Area, Body, Mandate, Person, Session, Term
from portal_apps.motions import models as m
from tests.services.people import make_user

from .lists_words import without_index, write_words
from .prose import Prose

PORTION = 2000
ITEM_STATES = {
    "closed": 880, "assigned": 60, "letter": 10, "withdrawn": 10, "merged": 15, "commission_review": 5,
    "accepted": 5, "classified": 4, "assignment_proposed": 6, "draft": 5,
}  # fmt: skip
OPEN_STATES = {
    "at_office": 6, "assigned": 10, "accepted": 10, "handling": 30, "drafted": 8, "signed": 4, "replied": 20,
    "redo": 3, "assessment": 1, "tracking": 6, "return_requested": 1, "returned": 1,
}  # fmt: skip
CLOCK_OF = {
    "at_office": "reply", "assigned": "reply", "accepted": "reply", "handling": "reply", "drafted": "reply",
    "signed": "reply", "replied": "evaluate", "redo": "redo", "return_requested": "reassign", "returned": "reassign",
}  # fmt: skip
ANSWERED = ("replied", "redo", "assessment", "tracking", "done")
FAMILY, GIVEN = "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林", "谷雨清明立夏小满芒种白露寒霜晴岚舟远安宁若云知行"


@dataclass
class House:
    """The people whose pages are measured."""

    staff: Any
    office: Any
    handler: Any
    head: Any
    deputy: Any
    committee: Any
    units: list[Body] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


class Filler:
    """The same house every time. `tell(written)` hears of the progress."""

    def __init__(self, items: int, tell: Callable[[int], object] = lambda written: None) -> None:
        self.count, self.tell, self.today = items, tell, timezone.localdate()
        self.chance, self.writer = random.Random(20261123), Prose()
        self.kinds = {
            one: ContentType.objects.get_for_model(one) for one in (m.Item, m.Handling, m.Commitment)
        }
        self.rules = {one.rule.key: one for one in RuleVersion.objects.select_related("rule")}

    def fill(self) -> House:
        self.house = self._people()
        with without_index():
            for start in range(0, self.count, PORTION):
                self._portion(range(start, min(start + PORTION, self.count)))
                self.tell(min(start + PORTION, self.count))
        return self.house

    def _people(self) -> House:
        city = Area.objects.create(name="示例市", short="市", level="municipal")
        self.terms = [
            Term.objects.create(area=city, number=13 + n, since=date(2006 + 5 * n, 1, 10)) for n in range(5)
        ]
        self.sessions = {one: Session.objects.create(term=one, number=1) for one in self.terms}
        self.delegations = [
            Body.objects.create(kind="delegation", name=f"第{n}代表团", term=self.terms[-1], area=city)
            for n in range(1, 21)
        ]
        electing = Body.objects.create(kind="electing_unit", name="示例区人民代表大会", area=city)
        office = Body.objects.create(name="市政府办公厅", kind="handling_unit", organ="government")
        units = [
            Body.objects.create(
                name=f"市{GIVEN[n % 20]}{GIVEN[n // 20]}局",
                kind="handling_unit",
                organ="government",
                parent=office if n < 120 else None,
            )
            for n in range(200)
        ]
        names = [FAMILY[n % 20] + GIVEN[n // 20 % 22] + GIVEN[(n * 7 + n // 440) % 22] for n in range(3000)]
        people = Person.objects.bulk_create([Person(name=name) for name in names])
        self.mandates = Mandate.objects.bulk_create(
            [
                Mandate(
                    person=one,
                    term=self.terms[n % 5],
                    delegation=self.delegations[n % 20],
                    electing_unit=electing,
                    state="confirmed",
                    starts_on=date(2023, 1, 10),
                )
                for n, one in enumerate(people)
            ]
        )
        self.categories = list(m.Category.objects.all())
        self.office = office
        return self._accounts(units, people[0], names)

    def _accounts(self, units: list[Body], lead: Person, names: list[str]) -> House:
        roles = (
            "congress_staff",
            "government_office",
            "unit_handler",
            "unit_head",
            "deputy",
            "committee_staff",
        )
        users = [make_user(role) for role in roles]
        for user, role in zip(users[2:4], roles[2:4], strict=True):
            Grant.objects.create(
                person=user, role=role, place=units[0].key, ground="分工", state=State.IN_FORCE
            )
        lead.account = users[4]
        lead.save()
        return House(*users, units=units, names=names)

    def _portion(self, numbers: range) -> None:
        items = m.Item.objects.bulk_create([self._item(number) for number in numbers])
        words = [self.writer.item(number) for number in numbers]
        texts = m.Text.objects.bulk_create(
            [
                m.Text(
                    item=one, title=one.title, situation=text, by=self.house.staff, filed_at=one.submitted_at
                )
                for one, (_, text) in zip(items, words, strict=True)
            ]
        )
        sponsors = m.Sponsor.objects.bulk_create(list(self._sponsors(items)))
        handlings = m.Handling.objects.bulk_create(list(self._handlings(items)))
        replies = m.Reply.objects.bulk_create(list(self._replies(handlings)))
        commitments = m.Commitment.objects.bulk_create(list(self._commitments(replies)))
        m.Evaluation.objects.bulk_create(list(self._evaluations(handlings, sponsors)))
        Clock.objects.bulk_create(list(self._clocks(items, handlings, commitments)))
        write_words(items, texts, sponsors, handlings, replies)

    def _item(self, number: int) -> m.Item:
        chance, term = self.chance, self.terms[number * 5 // self.count]
        day = datetime.combine(
            self.today - timedelta((self.count - number) * 9000 // self.count), datetime.min.time()
        )
        filed = timezone.make_aware(day)
        motion = number % 100 == 7
        state = self._one_of(ITEM_STATES)
        if motion:
            state = chance.choice(
                ("closed", "closed", "submitted", "registered", "under_review", "converted")
            )
        public = state == "closed" and chance.random() < 0.6
        private = state == "draft"
        return m.Item(
            kind="motion" if motion else "suggestion",
            state=state,
            title=self.writer.item(number)[0],
            number=None if private or state == "commission_review" else f"第{number}号",
            number_period="all",
            term=term,
            session=self.sessions[term],
            delegation=chance.choice(self.delegations),
            category=None if private else chance.choice(self.categories),
            typed_by=self.house.staff,
            submitted_at=None if private else filed,
            publicity="full" if public else "",
            published_at=filed if public else None,
        )

    def _one_of(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _sponsors(self, items: list[m.Item]) -> Iterator[m.Sponsor]:
        for item in items:
            chosen = self.chance.sample(self.mandates, self.chance.choice((1, 1, 2, 3, 6)))
            if item.pk % 1000 == 0:
                chosen[0] = self.mandates[0]  # the deputy whose pages are measured
            for order, mandate in enumerate(dict.fromkeys(chosen)):
                yield m.Sponsor(
                    item=item, mandate=mandate, role="co" if order else "lead", state="confirmed", order=order
                )

    def _handlings(self, items: list[m.Item]) -> Iterator[m.Handling]:
        for item in items:
            if item.kind == "motion" or item.state not in ("closed", "assigned", "assignment_proposed"):
                continue
            units = self.chance.sample(self.house.units, self.chance.choice((1, 1, 2)))
            state = {"closed": "done", "assignment_proposed": "proposed"}.get(item.state)
            for place, unit in enumerate(units):
                now = state or self._one_of(OPEN_STATES)
                if place and now not in ("done", "proposed"):
                    now = "opined" if self.chance.random() < 0.5 else "handling"
                yield m.Handling(
                    item=item,
                    unit=unit,
                    role="assist" if place else "main",
                    state=now,
                    office=self.office if unit.parent_id else None,
                    assigned_on=self.today,
                )

    def _replies(self, handlings: list[m.Handling]) -> Iterator[m.Reply]:
        for one in handlings:
            if one.state in ANSWERED and one.answers:
                situation, letter = self.chance.choice(
                    (("solved", "A"), ("planned", "B"), ("impossible", "C"))
                )
                words = self.writer.item(one.pk + 10**7)[1][:250]
                yield m.Reply(
                    handling=one,
                    state="delivered",
                    title="关于建议的答复",
                    body=[{"heading": "", "text": words}],
                    situation=situation,
                    result_class=letter,
                    written_by=self.house.handler,
                    delivered_at=timezone.now(),
                )

    def _commitments(self, replies: list[m.Reply]) -> Iterator[m.Commitment]:
        for one in replies:
            if one.result_class == "B":
                over = one.handling.state == "done" and self.chance.random() < 0.9
                yield m.Commitment(
                    handling=one.handling,
                    reply=one,
                    state="fulfilled" if over else "open",
                    promise="年内完工",
                    due_on=self.today + timedelta(self.chance.randint(-60, 300)),
                    responsible="工程科",
                )

    def _evaluations(self, handlings: list[m.Handling], sponsors: list[m.Sponsor]) -> Iterator[m.Evaluation]:
        leads = {one.item_id: one for one in sponsors if one.role == "lead"}
        for one in handlings:
            if one.state in ("done", "tracking") and one.answers:
                grade = self.chance.choices(
                    ("satisfied", "basically_satisfied", "dissatisfied"), (80, 17, 3)
                )[0]
                yield m.Evaluation(
                    handling=one,
                    item=one.item,
                    sponsor=leads[one.item_id],
                    attitude=grade,
                    result=grade,
                    reasons="因",
                )

    def _clocks(self, items, handlings, commitments) -> Iterator[Clock]:
        for one in items:
            if one.state in ("commission_review", "accepted", "classified", "assignment_proposed"):
                yield self._clock(one, "assign", "suggestion.recess_assign_wd")
        for one in handlings:
            if one.state in ("done", "opined"):
                yield self._clock(one, "reply", "suggestion.reply_months", state="stopped")
            elif one.state in CLOCK_OF and one.answers:
                yield self._clock(one, CLOCK_OF[one.state], "suggestion.reply_months")
            if one.state in ("assigned", "accepted"):
                yield self._clock(one, "return", "suggestion.return_wd")
                yield self._clock(one, "contact", "suggestion.contact_wd")
        for one in commitments:
            if one.state == "open":
                yield self._clock(one, "promise", "suggestion.promise_days", due=one.due_on)

    def _clock(self, thing, key: str, rule: str, *, state: str = "running", due: date | None = None) -> Clock:
        due = due or self.today + timedelta(self.chance.randint(-18, 90))
        return Clock(
            kind=f"motions.{key}",
            content_type=self.kinds[type(thing)],
            object_id=str(thing.pk),
            title="期限",
            state=state,
            started_on=due - timedelta(90),
            first_started_on=due - timedelta(90),
            rule=self.rules[rule],
            due_on=due,
            amber_on=due - timedelta(18),
            stopped_on=due if state == "stopped" else None,
        )
