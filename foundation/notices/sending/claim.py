"""Take the next copy and commit that it is being sent, before the first byte is written."""

import logging
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.jobs.holder import this_process
from foundation.rulebook.reading import number, rule_value

from ..carriers import Letter
from ..carriers.contract import NO_ADDRESS, masked
from ..models import Attempt, Delivery, Tally
from ..registry import MessageFault
from ..rules import Key
from ..states import State
from .hours import next_morning, quiet_end
from .letter import digest_of, letter_for

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """The right to make one request."""

    row: Delivery
    token: uuid.UUID
    letter: Letter


def claim(key: str) -> Claim | None:
    """The next copy of a carrier that may go out now; None when there is none, or everything is stopped."""
    ready = Delivery.objects.due(key).filter(state=State.READY)
    while ready.exists():  # a read first: an idle worker writes nothing
        with transaction.atomic():
            if rule_value(Key.STOPPED):
                return None
            row = ready.all().select_for_update(skip_locked=True, of=("self",)).first()
            if row is None:
                return None
            found = _start(row)
        if found:
            return found
        ready = Delivery.objects.due(key).filter(state=State.READY)
    return None


def _start(row: Delivery) -> Claim | None:
    now, here = timezone.now(), Delivery.objects.filter(pk=row.pk)
    if row.notice and row.notice.read_at and not row.urgent:
        here.move("spare", reason="已在站内读过，不再外发", due_at=None, settled_at=now)
        return None
    if not row.urgent and (end := quiet_end(now)):
        here.move("postpone", reason="夜间不打扰，天亮再发", due_at=end)
        return None
    try:
        letter = letter_for(row)
    except MessageFault as fault:
        log.error("copy %s cannot be written: %s", row.pk, fault)
        here.move(
            "refuse", reason="正文已清除或模板已停用，发不了", code="no_text", due_at=None, settled_at=now
        )
        return None
    if not letter.address:
        here.move("refuse", reason=NO_ADDRESS.reason, code=NO_ADDRESS.code, due_at=None, settled_at=now)
        return None
    if over := _over_quota(row, now):
        here.move("postpone", reason=over, due_at=next_morning(now))
        return None
    return _commit(row, letter, now)


def _over_quota(row: Delivery, now) -> str:
    """Count this request; the reason when a limit of the day is reached, and then nothing is counted."""
    day, why = timezone.localdate(now), ""
    with transaction.atomic():
        if not Tally.take(day, row.carrier, f"person:{row.person_id}", number(Key.PERSON_PER_DAY)):
            why = f"今天发给此人的{row.carrier_label}已到上限，改到明天"
        elif not Tally.take(day, row.carrier, "account", number(Key.ACCOUNT_PER_DAY)):
            why = f"今天全单位的{row.carrier_label}已到上限，改到明天"
        if why:
            transaction.set_rollback(True)
    return why


def _commit(row: Delivery, letter: Letter, now) -> Claim:
    token = uuid.uuid4()
    Delivery.objects.filter(pk=row.pk).move(
        "start",
        token=token,
        holder=this_process(),
        sent_at=now,
        due_at=None,
        attempts=F("attempts") + 1,
        absences=0,
        lookups=0,
        reason="",
        code="",
        address=masked(letter.address),
        address_digest=digest_of(letter.address),
    )
    number = row.history.count() + 1
    Attempt.objects.create(delivery=row, number=number, token=token, started_at=now)
    row.refresh_from_db()
    return Claim(row, token, letter)
