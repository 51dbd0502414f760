"""Write down how a request ended. Fenced by its token: who lost the right to a copy changes nothing."""

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.rulebook.reading import number

from ..carriers import Outcome, Result, carrier
from ..models import Attempt, Delivery, Tally
from ..rules import Key
from .tell import tell_sender

FIRST_RECEIPT = timedelta(seconds=10)


def backoff(attempts: int) -> timedelta:
    """Full jitter below 5, 10, 20 … seconds, at most fifteen minutes."""
    return timedelta(seconds=random.uniform(0, min(5 * 2 ** (attempts - 1), 900)))


def settle(row: Delivery, token: uuid.UUID, outcome: Outcome) -> bool:
    """Close the attempt and take the step its outcome asks for. False when the copy went another way meanwhile."""
    now = timezone.now()
    with transaction.atomic():
        Attempt.objects.filter(token=token, result__in=["", Result.UNKNOWN]).update(
            finished_at=now, result=outcome.result, code=outcome.code, reason=outcome.reason
        )
        held = Delivery.objects.filter(pk=row.pk, token=token)
        verb, fields = step_for(row, outcome, now)
        if not held.move(verb, reason=outcome.reason, code=outcome.code, **fields):
            return False
        if outcome.result == Result.LATER:
            _give_back(row)
        if verb in ("refuse", "hold"):
            tell_sender(row)
    return True


def step_for(row: Delivery, outcome: Outcome, now: datetime) -> tuple[str, dict[str, Any]]:
    """The step of the table, and what else changes with it."""
    receipts = carrier(row.carrier).receipts
    over = {"due_at": None, "settled_at": now}
    match outcome.result:
        case Result.ACCEPTED:
            waits = {"due_at": now + FIRST_RECEIPT} if receipts else over
            return "accept", {"remote_id": outcome.remote_id or row.remote_id, **waits}
        case Result.DELIVERED:
            return "deliver", over
        case Result.LATER | Result.ABSENT if row.attempts < number(Key.ATTEMPTS):
            wait = max(timedelta(seconds=outcome.wait), backoff(row.attempts))
            return "again", {"token": None, "due_at": now + wait}
        case Result.UNKNOWN if receipts:
            ask_at = (row.sent_at or now) + timedelta(seconds=number(Key.ASK_AFTER))
            return "lose", {"due_at": ask_at}
        case Result.UNKNOWN:
            return "hold", {"due_at": None}
    return "refuse", over


def _give_back(row: Delivery) -> None:
    """What did not go out does not count against the limits of the day."""
    day = timezone.localdate(row.sent_at)
    scopes = ("account", f"person:{row.person_id}")
    Tally.objects.filter(day=day, carrier=row.carrier, scope__in=scopes, used__gt=0).update(
        used=F("used") - 1
    )
