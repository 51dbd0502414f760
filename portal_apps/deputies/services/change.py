"""Change a mandate by one step of the table, with its ground and its paper."""

from django.db import transaction

from foundation.audit.services import record
from foundation.notices.services import notify
from foundation.rights.may import demand

from ..grounds import BY_KEY as GROUNDS
from ..models import Mandate, MandateChange
from ..public.changes import touch
from ..states import BY_VERB, NEW, Step
from .effects import EFFECTS, Move, reached
from .facts import Facts, assert_possible

SILENT = ("submit", "correct")  # nothing a deputy has to be told at once


@transaction.atomic
def change_mandate(
    mandate: Mandate, verb: str, *, by, ground: str, facts: Facts, move: Move | None = None
) -> MandateChange:
    """Do one step. `move` says where to, for the verb `move` only.

    Raises PermissionDenied, Refused, or KeyError for a verb that the table does not have.
    """
    step = BY_VERB[verb]
    if NEW in step.sources or verb == "correct":
        raise KeyError(f"{verb} has a service of its own")
    demand(by, step.right, mandate)
    mandate = locked(mandate)
    assert_possible(mandate, step, ground, facts)
    before, to = mandate.state, reached(mandate, step)
    row = MandateChange(corrects=None)
    effect = EFFECTS.get(verb, lambda *_: {})(mandate, row, facts, move)
    write(
        row, mandate, step, ground=ground, facts=facts, by=by, from_state=before, to_state=to, effect=effect
    )
    mandate.state = to
    if step.reported is not None and verb != "annul":
        mandate.proposal = row if verb == "propose" else None
    mandate.save()
    _tell(mandate, row, by)
    return row


def locked(mandate: Mandate) -> Mandate:
    """Read again for writing, so that of two clicks one wins."""
    rows = Mandate.objects.select_for_update(of=("self",))
    return rows.select_related("person", "term__area", "delegation", "proposal").get(pk=mandate.pk)


def write(
    row: MandateChange, mandate: Mandate, step: Step, *, ground: str, facts: Facts, by, **values
) -> None:
    """The row and its trace: who, which act, on which ground; the paper itself stays out of the log."""
    for name, value in (facts.columns() | values).items():
        setattr(row, name, value)
    row.mandate, row.verb, row.by = mandate, step.verb, by
    row.ground, row.law = ground, GROUNDS[ground].law
    row.save()
    record(
        actor=by,
        verb=f"deputies.{step.verb}",
        obj=mandate,
        change=row.pk,
        ground=ground,
        document_number=row.document_number,
        to_state=row.to_state,
    )
    touch([mandate.person], by=by)


def _tell(mandate: Mandate, row: MandateChange, by) -> None:
    account = mandate.person.account
    if account is not None and account.is_active and row.verb not in SILENT:
        notify(
            account,
            "deputies.changed",
            mandate.person,
            key=f"mandate-change:{row.pk}",
            by=by,
            what=row.get_verb_display(),
            day=row.decided_on,
            ground=row.ground_name,
        )
