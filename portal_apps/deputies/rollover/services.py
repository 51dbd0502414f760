"""The verbs of a change of term: rehearse, propose, approve or refuse, drop. `work` does what was approved."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.jobs.services import enqueue
from foundation.notices.services import notify
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ..letters import holders
from ..models import Rollover, Term
from ..models.rollovers import STEPS, State
from .engine import assert_possible

REHEARSE, ROLL_OVER = "deputies.rehearse", "deputies.roll_over"  # kinds of jobs
PREPARE, APPROVE = "deputies.roll_over", "deputies.approve_rollover"  # verbs of the table of rights


@transaction.atomic
def prepare(former: Term, *, since: date, ground: str, by) -> Rollover:
    """Have it rehearsed; nothing else happens. Raises PermissionDenied, Refused."""
    demand(by, PREPARE)
    assert_possible(former, since, ground)
    try:
        with transaction.atomic():
            made = Rollover.objects.create(former=former, since=since, ground=ground.strip(), by=by)
    except IntegrityError as error:
        raise Refused(f"{former}的换届已经在办，或者已经办完。") from error
    record(actor=by, verb="deputies.rehearse_rollover", obj=made, since=str(since))
    enqueue(REHEARSE, {"rollover": made.pk}, key=str(made.pk), by=by)
    return made


@transaction.atomic
def again(made: Rollover, *, by) -> None:
    """Rehearse anew, with what is registered now."""
    demand(by, PREPARE)
    if step(made, "again", message=""):
        record(actor=by, verb="deputies.rehearse_rollover", obj=made)
        enqueue(REHEARSE, {"rollover": made.pk}, key=str(made.pk), by=by)


@transaction.atomic
def propose(made: Rollover, *, by) -> None:
    """Ask somebody else to agree to what the rehearsal showed."""
    demand(by, PREPARE)
    most = number("deputies.rehearsal_days")
    if made.state == State.REHEARSED and made.days_old() > most:
        raise Refused(f"预演是 {made.days_old()} 天前的，超过 {most} 天。先重新预演，再提出。")
    if step(made, "propose", proposed_by=by, proposed_at=timezone.now(), decided_by=None, decided_at=None):
        record(actor=by, verb="deputies.propose_rollover", obj=made)
        for one in holders(APPROVE) - {by}:
            key = f"rollover:{made.pk}:{made.proposed_at}"
            notify(
                one,
                "deputies.rollover",
                made,
                key=key,
                by=by,
                whom=str(made),
                asker=str(by),
                since=made.since,
            )


@transaction.atomic
def approve(made: Rollover, *, by) -> None:
    """Another person than who proposed. It is done at once, or on its day: before it nobody loses a right."""
    _assert_other(made, by)
    if step(made, "approve", decided_by=by, decided_at=timezone.now(), message=""):
        record(
            actor=by, verb="deputies.approve_rollover", obj=made, proposed_by=f"user:{made.proposed_by_id}"
        )
        if made.due:
            start(made)


@transaction.atomic
def refuse(made: Rollover, *, by, reason: str) -> None:
    _assert_other(made, by)
    if not reason.strip():
        raise Refused("请写明不批准的理由，提出的人会收到。")
    proposer = made.proposed_by
    if step(made, "refuse", decided_by=by, decided_at=timezone.now(), message=reason.strip()[:300]):
        record(actor=by, verb="deputies.refuse_rollover", obj=made, reason=reason.strip()[:300])
        told(made, "rollover_refused", [proposer], by, reason=made.message)


@transaction.atomic
def drop(made: Rollover, *, by) -> None:
    demand(by, PREPARE)
    if step(made, "drop"):
        record(actor=by, verb="deputies.drop_rollover", obj=made)


def start(made: Rollover) -> None:
    enqueue(ROLL_OVER, {"rollover": made.pk}, key=str(made.pk), by=made.decided_by)


def begin_due() -> int:
    """For the clock: those approved whose day has come."""
    due = [made for made in Rollover.objects.filter(state=State.APPROVED) if made.due]
    for made in due:
        start(made)
    return len(due)


def step(made: Rollover, verb: str, **changes: Any) -> bool:
    """Go on if it still stands where the step begins; False where a first click did it already. Raises Refused.

    Call it inside the transaction of the verb.
    """
    before, after = STEPS[verb]
    now = Rollover.objects.select_for_update().values_list("state", flat=True).get(pk=made.pk)
    if now == after:
        return False
    if now not in before:
        made.refresh_from_db()
        raise Refused(f"这次换届现在是“{made.get_state_display()}”，不能再办这一步。")
    for name, value in {**changes, "state": after}.items():
        setattr(made, name, value)
    made.save(update_fields=[*changes, "state"])
    return True


def told(made: Rollover, letter: str, people, by, **values) -> None:
    """Those who proposed and decided hear what came of it."""
    for one in {person for person in people if person is not None and person.is_active}:
        key = f"rollover:{made.pk}:{letter}:{made.decided_at}"
        notify(one, f"deputies.{letter}", made, key=key, by=by, whom=str(made), **values)


def _assert_other(made: Rollover, by) -> None:
    demand(by, APPROVE)
    if by.pk == made.proposed_by_id:
        raise Refused("提出和批准要由两个人来做。")
