"""The jobs: the rehearsal, and the change of term itself, once."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import acting
from foundation.rights.refusals import Refused

from ..models import Rollover
from ..models.rollovers import State
from .engine import roll_over
from .rehearse import rehearse
from .services import step, told


class Meanwhile(Exception):
    """Somebody else did it, or dropped it."""


def rehearse_job(payload: dict, progress) -> dict:
    """Changes nothing but the rollover itself."""
    made = _read(payload)
    if made.state != State.REHEARSING:
        return {}
    try:
        report = rehearse(made.former, since=made.since, ground=made.ground, step=progress.step)
    except Refused as refused:
        return _end(made, "[failed]", message=str(refused)[:300])
    return _end(
        made,
        "[rehearsed]",
        rehearsal=asdict(report),
        rehearsed_at=timezone.now(),
        proposed_by=None,
        message="",
    )


def roll_over_job(payload: dict, progress) -> dict:
    """All in one transaction with the step to “done”: killed at any moment it leaves nothing, and begins again; done,
    it does nothing more."""
    made = _read(payload)
    if made.state != State.APPROVED or not made.due:
        return {}
    name = f"rollover:{made.pk}"
    said = {"proposed_by": f"user:{made.proposed_by_id}", "since": str(made.since)}
    try:
        with acting(actor=made.decided_by, verb="deputies.run_rollover", object_key=name, **said):
            if Rollover.objects.select_for_update().get(pk=made.pk).state != State.APPROVED:
                raise Meanwhile
            report = roll_over(made.former, since=made.since, ground=made.ground, by=None, step=progress.step)
            progress.guard()
            step(made, "[done]", report=asdict(report), done_at=timezone.now())
            told(made, "rollover_done", [made.proposed_by, made.decided_by], None, count=_leaving(report))
    except Meanwhile:
        return {}
    except Refused as refused:
        return _end(made, "[failed]", message=str(refused)[:300])
    return {"numbers": report.numbers}


def _leaving(report) -> int:
    return report.numbers.get("不再担任代表", 0)


def _read(payload: dict) -> Rollover:
    rows = Rollover.objects.select_related("former__area", "by", "proposed_by", "decided_by")
    return rows.get(pk=payload["rollover"])


def _end(made: Rollover, verb: str, **said) -> dict:
    try:
        with transaction.atomic():
            step(made, verb, **said)
            if verb == "[failed]":
                told(
                    made,
                    "rollover_failed",
                    [made.proposed_by or made.by, made.decided_by],
                    None,
                    reason=made.message,
                )
    except Refused:  # dropped meanwhile
        return {}
    return {"state": made.state}
