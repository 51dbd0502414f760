"""Ask the gateway afterwards: where a request was lost on the way, and whether what it took has arrived."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.rulebook.reading import number

from ..carriers import Outcome, Result, carrier
from ..models import Attempt, AttemptKind, Delivery
from ..registry import MessageFault
from ..rules import Key
from ..states import State
from .letter import digest_of, letter_for
from .settle import step_for
from .tell import tell_sender

#: Seconds between questions about a receipt; then hourly.
RECEIPT_STEPS = (30, 60, 120, 300, 600, 1800)
NEGATIVES = 2  # so many "not known" in a row of ASK_EVERY apart, and only then is it sent again
CHANGED = Outcome(Result.REFUSED, "号码换过或正文已清除，无法向网关核对，请电话确认", "changed")


def ask_next(key: str) -> bool:
    """One question for one copy of a carrier that is due; False when there is none."""
    waiting = Delivery.objects.due(key).filter(state__in=(State.UNKNOWN, State.ACCEPTED))
    for row in waiting.select_related("person", "notice", "by")[:20]:
        if _mine(row):
            _ask(row)
            return True
    return False


def _mine(row: Delivery) -> bool:
    """Of several workers the one that moves the time asks; if it dies, another does after that time."""
    here = Delivery.objects.filter(pk=row.pk, state=row.state, due_at=row.due_at)
    row.due_at = timezone.now() + timedelta(seconds=max(number(Key.ASK_EVERY), 1))
    return bool(here.update(due_at=row.due_at))


def _ask(row: Delivery) -> None:
    try:
        letter = letter_for(row)
    except MessageFault:
        letter = None
    if letter is None or digest_of(letter.address) != row.address_digest:
        outcome, verb, fields = CHANGED, "hold", dict[str, Any](due_at=None)
    else:
        outcome = carrier(row.carrier).look_up(letter)
        verb, fields = _step(row, outcome)
    with transaction.atomic():
        here = Delivery.objects.filter(pk=row.pk, state=row.state, token=row.token)
        fields["lookups"] = F("lookups") + 1
        if outcome.result == Result.ABSENT:
            fields["absences"] = F("absences") + 1
        if not verb:
            here.update(**fields)
        elif not here.move(verb, reason=fields.pop("reason", outcome.reason), code=outcome.code, **fields):
            return
        if verb or row.state == State.UNKNOWN:
            _note(row, outcome)
        if verb in ("refuse", "hold"):
            tell_sender(row)


def _step(row: Delivery, outcome: Outcome) -> tuple[str, dict[str, Any]]:
    """(verb, fields); no verb: it stays as it is and is asked about again later."""
    now = timezone.now()
    if outcome.result in (Result.DELIVERED, Result.REFUSED):
        return step_for(row, outcome, now)
    if row.state == State.ACCEPTED:
        return _still_no_receipt(row, now)
    if outcome.result == Result.ACCEPTED:
        return step_for(row, outcome, now)
    proves = carrier(row.carrier).absence_proves
    if outcome.result == Result.ABSENT and proves and row.absences + 1 >= NEGATIVES:
        verb, fields = step_for(row, outcome, now)
        return verb, fields | {"reason": "网关两次都说没有这条，确认没有发出，重新发送"}
    if row.lookups + 1 >= number(Key.ASK_TIMES):
        return "hold", {"due_at": None, "reason": "向网关核对多次仍不明，请电话确认收到没有"}
    return "", {"due_at": now + timedelta(seconds=number(Key.ASK_EVERY))}


def _still_no_receipt(row: Delivery, now) -> tuple[str, dict[str, Any]]:
    hours = number(Key.RECEIPT_HOURS)
    if row.sent_at and now - row.sent_at >= timedelta(hours=hours):
        return "hold", {"due_at": None, "reason": f"{hours} 小时没有送达回执，请电话联系"}
    wait = RECEIPT_STEPS[row.lookups] if row.lookups < len(RECEIPT_STEPS) else 3600
    return "", {"due_at": now + timedelta(seconds=wait)}


def _note(row: Delivery, outcome: Outcome) -> None:
    now = timezone.now()
    Attempt.objects.create(
        delivery=row,
        kind=AttemptKind.ASK,
        number=row.history.count() + 1,
        started_at=now,
        finished_at=now,
        result=outcome.result,
        code=outcome.code,
        reason=outcome.reason,
    )
