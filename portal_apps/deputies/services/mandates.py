"""Write a new mandate: somebody was elected, or held it before this system."""

from django.db import IntegrityError, transaction

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..models import Body, Mandate, MandateChange, Person, Source, Term
from ..states import BY_VERB
from .change import locked, write
from .checks import assert_body, assert_one_line
from .facts import Facts, assert_ground, assert_paper

GROUND_OF = {Source.GENERAL: "election", Source.BY_ELECTION: "by_election"}


@transaction.atomic
def register_mandate(
    person: Person, term: Term, *, by, facts: Facts, verb: str = "elect", tags=(), **values
) -> Mandate:
    """`elect` begins the review of credentials, `take_over` takes a deputy who is in office already.

    `values` are columns of `Mandate`: source, electing_unit, constituency, delegation, station, contact_member,
    certificate_number, starts_on, ends_on. Raises PermissionDenied or Refused.
    """
    step = BY_VERB[verb]
    demand(by, step.right)
    person = Person.objects.select_for_update().get(pk=person.pk)
    assert_one_line(person, term)
    _assert_bodies(term, values)
    ground = GROUND_OF[values.get("source") or Source.GENERAL] if verb == "elect" else "valid"
    assert_ground(step, ground)
    assert_paper(step, facts)
    if verb == "take_over":
        values["starts_on"] = values.get("starts_on") or term.since or facts.decided_on
    made = _create(person=person, term=term, state=step.to, **values)
    made.tags.set(tags)
    write(MandateChange(), made, step, ground=ground, facts=facts, by=by, to_state=step.to)
    return made


def _assert_bodies(term: Term, values: dict) -> None:
    kinds = {"electing_unit": "electing_unit", "delegation": "delegation", "station": "liaison_station"}
    for name, kind in kinds.items():
        body: Body | None = values.get(name)
        if body is not None:
            assert_body(body, kind, term)


def _create(**values) -> Mandate:
    try:
        with transaction.atomic():
            return Mandate.objects.create(**values)
    except IntegrityError as error:
        raise Refused(f"{values['person']}已经是{values['term']}的代表，或者正在审查。") from error


DETAILS = ("certificate_number", "station", "contact_member", "constituency")


@transaction.atomic
def edit_mandate(mandate: Mandate, *, by, tags, **values) -> None:
    """What is no change of the mandate itself: certificate number, tags, station, contact member, constituency."""
    demand(by, "deputies.edit", mandate)
    mandate = locked(mandate)
    if values.get("station"):
        assert_body(values["station"], "liaison_station")
    for name in DETAILS:
        setattr(mandate, name, values[name])
    mandate.save(update_fields=DETAILS)
    mandate.tags.set(tags)
    record(actor=by, verb="deputies.edit_mandate", obj=mandate)


@transaction.atomic
def correct_change(change: MandateChange, *, by, facts: Facts) -> MandateChange:
    """Say what the paper really says. The first row stays; the correction says why (`note`) and counts from now on."""
    step = BY_VERB["correct"]
    demand(by, step.right, change.mandate)
    mandate = locked(change.mandate)
    assert_paper(step, facts)
    if change.corrects_id:
        raise Refused("这一条本身是更正，请更正原来的那一条。")
    row = MandateChange(corrects=change)
    if change.verb == "terminate" and mandate.ends_on == change.decided_on:
        mandate.ends_on = facts.decided_on
        mandate.save(update_fields=["ends_on"])
    state = mandate.state
    write(row, mandate, step, ground="mistake", facts=facts, by=by, from_state=state, to_state=state)
    return row
