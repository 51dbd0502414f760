"""After a change of term: a former deputy reads the own dossier, and nothing else (domain handbook §7)."""

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.notices.services import notify
from foundation.rights.may import demand
from foundation.rights.models import Grant, State
from foundation.rights.refusals import Refused
from foundation.rights.services.effect import settle

from ._telling import locked, said, tell

FORMER = "former_deputy"
ROLES_THAT_END = ("deputy",)


@transaction.atomic
def reduce_to_former(person, *, by, ground: str) -> bool:
    """End the deputy's role, give that of a former one at once: less right needs no second person.

    `by` is None for the command that rehearses and runs the change of term. Other roles (staff who were deputies too)
    stay. False when the person holds no deputy's role any more. Raises PermissionDenied or Refused.
    """
    if by is not None:
        demand(by, "deputies.mandate")
    ground = said(ground, "请写明依据，例如换届公告的文号。")
    person = locked(person)
    deputy = Grant.objects.open().filter(person=person, role__in=ROLES_THAT_END)
    if not deputy.exists() and not person.has_role(*ROLES_THAT_END):
        return False
    if by is not None and person.pk == by.pk:
        raise Refused("不能办自己的。")
    now = timezone.now()
    deputy.update(state=State.ENDED, ended_by=by, ended_at=now, end_reason=ground[:300])
    for role in ROLES_THAT_END:
        settle(person, role)
    if not Grant.objects.open().filter(person=person, role=FORMER).exists():
        Grant.objects.create(
            person=person, role=FORMER, ground=ground[:300], proposed_by=by, decided_by=by, decided_at=now,
            state=State.IN_FORCE,
        )  # fmt: skip
    settle(person, FORMER)
    record(actor=by, verb="accounts.end_grant", obj=person, roles=list(ROLES_THAT_END))
    tell("accounts.reduced", person, by=by, note=ground)
    if person.is_active:
        notify(person, "life.reduced", person, key=f"reduced:{now:%Y%m%d}", by=by, ground=ground)
    return True
