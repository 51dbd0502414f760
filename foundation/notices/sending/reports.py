"""Receipts that a gateway brings by itself. The same one may come twice, late, early, or for another system of the house."""

import json
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from ..carriers import Result, carrier
from ..carriers.contract import Report
from ..models import Attempt, AttemptKind, Delivery
from .letter import digest_of
from .settle import step_for
from .tell import tell_sender

MOST = 1000  # reports in one request; gateways bring a hundred


class NotUnderstood(Exception):
    """The body is not what this gateway sends."""


def read(key: str, body: bytes) -> list[Report]:
    """Raises NotUnderstood, also where the carrier's gateway brings no receipts."""
    reader = getattr(carrier(key), "report", None)
    try:
        rows = json.loads(body)
        if reader is None or not isinstance(rows, list) or len(rows) > MOST:
            raise NotUnderstood
        return [reader(row) for row in rows]
    except (ValueError, AttributeError, TypeError) as error:
        raise NotUnderstood from error


def take(key: str, reports: Iterable[Report]) -> int:
    """Write down what became of our copies; of how many. What is settled, or not ours, is passed over."""
    return sum(_take(key, one) for one in reports)


@transaction.atomic
def _take(key: str, report: Report) -> bool:
    row = _row(key, report)
    if row is None:
        return False
    verb, fields = step_for(row, report.outcome, timezone.now())
    here = Delivery.objects.filter(pk=row.pk)
    outcome = report.outcome
    if not here.move(verb, reason=outcome.reason, code=outcome.code, **fields):
        return False
    now = timezone.now()
    Attempt.objects.create(
        delivery=row,
        kind=AttemptKind.RECEIPT,
        number=row.history.count() + 1,
        started_at=now,
        finished_at=now,
        result=outcome.result,
        code=outcome.code,
        reason=outcome.reason,
    )
    if outcome.result == Result.REFUSED:
        tell_sender(row)
    return True


def _row(key: str, report: Report) -> Delivery | None:
    """By our reference, else by the gateway's number; and it must have gone to that very telephone."""
    sent = Delivery.objects.filter(carrier=key, address_digest=digest_of(report.phone))
    for name, value in (("reference", report.reference), ("remote_id", report.remote_id)):
        if value and (row := sent.filter(**{name: value}).select_related("person", "by").first()):
            return row
    return None
