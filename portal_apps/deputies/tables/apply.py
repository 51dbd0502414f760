"""Write a judged list of deputies: in the transaction of the import, in few statements."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localdate

from foundation.audit.digests import object_key
from foundation.audit.services import record_many
from foundation.imports.kinds import Row, Step

from ..grounds import BY_KEY as GROUNDS
from ..initials import initials
from ..models import Mandate, MandateChange, Membership, Person, PersonalData, Source
from ..public.changes import touch
from ..services.alerts import watch_for_moves
from ..services.facts import Facts
from ..services.mandates import GROUND_OF
from ..states import BY_VERB
from .judge import Plan

AT_ONCE = 500
PRINTS = {"id_number": "id_number_print", "phone": "phone_print"}  # what a sealed number is found by


def apply(rows: list[Row], choices: dict[str, Any], by, step: Step) -> dict[str, int | str]:
    """See `foundation.imports.kinds.TableKind`."""
    writing = Writing(choices, by)
    news = [row.memo for row in rows if row.memo.person is None]
    known = [row.memo for row in rows if row.memo.person is not None]
    done = 0
    for batch in _batches(news):
        writing.people(batch)
        done += len(batch)
        step(done // 2)
    for batch in _batches(known):
        writing.change(batch)
        done += len(batch)
        step(done // 2)
    elected = [row.memo for row in rows if row.memo.mandate is None]
    for batch in _batches(elected):
        writing.mandates(batch)
        done += len(batch)
        step(min(done // 2 + 1, len(rows)))
    record_many(writing.acts)
    touch([row.memo.person for row in rows], by=by)
    return {"新登记的人": len(news), "新登记的代表资格": len(elected), "更新的人": writing.changed}


def _batches(plans: list[Plan]) -> Iterable[list[Plan]]:
    return (plans[at : at + AT_ONCE] for at in range(0, len(plans), AT_ONCE))


def _write(rows: dict[int, Any], columns: set[str]) -> None:
    if rows and columns:
        next(iter(rows.values()))._meta.model.objects.bulk_update(rows.values(), sorted(columns))


class Writing:
    def __init__(self, choices: dict[str, Any], by) -> None:
        self.by, self.term, self.verb = by, choices["term"], BY_VERB[choices["verb"]]
        self.facts = Facts(
            decided_on=choices["decided_on"],
            deciding_body=choices["deciding_body"],
            document_number=choices["document_number"],
        )
        self.acts: list[dict] = []
        self.changed = 0

    def people(self, plans: list[Plan]) -> None:
        """New files, with what is sealed of them."""
        made = Person.objects.bulk_create([Person(**plan.basic) for plan in plans])
        sealed = []
        for plan, person in zip(plans, made, strict=True):
            plan.person = person
            personal = PersonalData(person=person, **plan.personal)
            personal.seal_prints()
            sealed.append(personal)
            self._told("deputies.register", person)
        PersonalData.objects.bulk_create(sealed)

    def change(self, plans: list[Plan]) -> None:
        """What differs in known files and their mandates. Read again for writing: only what the table says differs."""
        keys = [plan.person.pk for plan in plans if plan.person]
        people = Person.objects.select_for_update().in_bulk(keys)
        personal = PersonalData.objects.select_for_update().in_bulk(keys)
        held = [plan.mandate.pk for plan in plans if plan.mandate]
        mandates = Mandate.objects.select_for_update().in_bulk(held)
        for plan in plans:
            assert plan.person
            self._person(plan, people[plan.person.pk], personal)
            if plan.mandate is not None:
                self._details(plan, mandates[plan.mandate.pk])
            self.changed += bool(plan.basic or plan.personal or plan.columns or plan.tags is not None)
        basic = {name for plan in plans for name in plan.basic}
        _write(people, basic | ({"initials"} if "name" in basic else set()))
        sealed = {name for plan in plans for name in plan.personal}
        _write(personal, sealed | {PRINTS[name] for name in sealed & PRINTS.keys()})
        _write(mandates, {name for plan in plans if plan.mandate for name in self._columns(plan)})

    def _person(self, plan: Plan, person: Person, personal: dict[int, PersonalData]) -> None:
        for name, value in plan.basic.items():
            setattr(person, name, value)
        if "name" in plan.basic:
            person.initials = initials(person.name)
        if plan.personal:
            if person.pk not in personal:
                personal[person.pk] = PersonalData.objects.create(person=person)
            for name, value in plan.personal.items():
                setattr(personal[person.pk], name, value)
            personal[person.pk].seal_prints()
        if changed := sorted([*plan.basic, *plan.personal]):
            self._told("deputies.edit", person, fields=changed)
            watch_for_moves(person, changed, by=self.by)

    def _details(self, plan: Plan, mandate: Mandate) -> None:
        for name, value in self._columns(plan).items():
            setattr(mandate, name, value)
        if plan.tags is not None:
            mandate.tags.set(plan.tags)
        if plan.columns or plan.tags is not None:
            self._told("deputies.edit", mandate, fields=sorted(plan.columns))

    @staticmethod
    def _columns(plan: Plan) -> dict[str, Any]:
        said = dict(plan.columns)
        if "contact_member" in said:
            said["contact_member_id"] = said.pop("contact_member")
        return said

    def mandates(self, plans: list[Plan]) -> None:
        """The step of the table of states, as `services.register_mandate` takes it for one."""
        made = Mandate.objects.bulk_create([self._mandate(plan) for plan in plans])
        changes, tags, posts = [], [], []
        for plan, mandate in zip(plans, made, strict=True):
            changes.append(self._change(mandate))
            tags += [Mandate.tags.through(mandate=mandate, tag=tag) for tag in plan.tags or []]
            posts += [self._post(mandate, body, post) for body, post in plan.posts]
            self._told(f"deputies.{self.verb.verb}", mandate, document_number=self.facts.document_number)
        MandateChange.objects.bulk_create(changes)
        Mandate.tags.through.objects.bulk_create(tags)
        Membership.objects.bulk_create(posts)

    def _mandate(self, plan: Plan) -> Mandate:
        said = self._columns(plan)
        if self.verb.verb == "take_over":
            said["starts_on"] = said.get("starts_on") or self.term.since or self.facts.decided_on
        return Mandate(person=plan.person, term=self.term, state=self.verb.to, **said)

    def _change(self, mandate: Mandate) -> MandateChange:
        elect = self.verb.verb == "elect"
        ground = GROUND_OF[Source(mandate.source)] if elect else "valid"
        said = self.facts.columns() | {"ground": ground, "law": GROUNDS[ground].law}
        return MandateChange(mandate=mandate, verb=self.verb.verb, to_state=self.verb.to, by=self.by, **said)

    def _post(self, mandate: Mandate, body, post: str) -> Membership:
        since = mandate.starts_on or self.facts.decided_on or localdate()
        ground = self.facts.document_number
        return Membership(
            person=mandate.person, mandate=mandate, body=body, post=post, since=since, ground=ground
        )

    def _told(self, verb: str, thing, **detail) -> None:
        self.acts.append({"actor": self.by, "verb": verb, "object_key": object_key(thing), "detail": detail})
