"""Work the outbox off: one message of an item after the other, until the other side says that it has it."""

import random
import time
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.jobs.models import Job
from foundation.jobs.registry import Progress
from foundation.jobs.services import enqueue
from foundation.notices.services import notify_many, worded
from foundation.rulebook.reading import number
from portal_apps.motions.people import everybody_with

from .canonical import sign
from .errors import Fault
from .models import Outgoing, Peer
from .models.peers import Channel
from .rules import ATTEMPTS
from .wire import Away, Wire

KIND = "motions.exchange_send"
FIRST, LONGEST = 5.0, 900.0  # seconds: the pauses grow from one to the other
HELD = timedelta(seconds=60)  # who took a message and died leaves it to others after this time
BUSY = (429, 503)  # not now: it says nothing about the message
PATIENCE = 20.0  # seconds of one job; then the worker's other work has its turn
State = Outgoing.State


def hurry(peer: Peer) -> None:
    """There is something to send. Lost without harm: `wake` looks every few seconds."""
    if peer.online and peer.paused_at is None:
        enqueue(KIND, {"peer": peer.pk}, key=str(peer.pk), priority=10)


def wake() -> None:
    now = timezone.now()
    for peer in Peer.objects.filter(channel=Channel.HTTPS, paused_at=None, quiet_until__lte=now):
        waiting = Job.objects.waiting().filter(kind=KIND, key=str(peer.pk)).exists()
        if not waiting and Outgoing.objects.filter(peer=peer).due().exists():
            hurry(peer)


def run(payload: dict[str, Any], progress: Progress) -> dict[str, int]:
    """The job. What is left when its time is over goes on in the next one."""
    peer = Peer.objects.get(pk=payload["peer"])
    done = send_due(peer, progress=progress)
    if Outgoing.objects.filter(peer=peer).due().exists():
        peer.refresh_from_db()
        if peer.quiet_until <= timezone.now():
            transaction.on_commit(partial(hurry, peer), robust=True)
    return {"sent": done}


def send_due(peer: Peer, *, progress: Progress | None = None, seconds: float = PATIENCE) -> int:
    """How many were settled. Stops where the other side cannot be reached."""
    until, done = time.monotonic() + seconds, 0
    if not peer.online or peer.paused_at or peer.quiet_until > timezone.now():
        return 0
    with Wire(peer) as wire:
        while time.monotonic() < until:
            message = Outgoing.objects.filter(peer=peer).due().first()
            if message is None:
                break
            if not _take(message):
                continue
            if progress is not None:
                progress.step(50, f"已发 {done} 条")
            try:
                done += _send(wire, message)
            except Away as away:
                _gone(message, away)
                break
    return done


def _take(message: Outgoing) -> bool:
    """Whoever moves its time has it. Should two send it all the same, the other side answers both alike."""
    now = timezone.now()
    found = Outgoing.objects.filter(pk=message.pk, state=State.WAITING, next_at=message.next_at)
    return bool(found.update(next_at=now + HELD, sent_at=now))


def _send(wire: Wire, message: Outgoing) -> bool:
    """Raises Away."""
    peer = message.peer
    key = peer.own_key
    try:
        answer = wire.post("messages", sign(message.payload, key.key_id, key.private))
    except Fault as fault:
        if fault.status in BUSY:
            raise Away(f"对方说：{fault}") from None
        _stands_against(message, fault)
        return False
    if answer.get("of") != str(message.uid):
        _stands_against(message, Fault(502, "foreign", "回执不是这一条的。"))
        return False
    settle(message, answer)
    if peer.failures or peer.last_error:
        Peer.objects.filter(pk=peer.pk).update(failures=0, last_error="")
    return True


@transaction.atomic
def settle(message: Outgoing, answer: dict[str, Any]) -> None:
    """The other side has it, and says what became of it. Settled is settled: a second answer changes nothing."""
    state = State.ACCEPTED if answer["status"] == "accepted" else State.REFUSED
    found = Outgoing.objects.filter(pk=message.pk).exclude(state__in=(State.ACCEPTED, State.REFUSED))
    reason = (
        "" if state == State.ACCEPTED else f"{answer.get('where', '')} {answer.get('reason', '')}".strip()
    )
    if found.update(state=state, answer=answer, reason=reason[:500], settled_at=timezone.now()) and reason:
        _tell(message, reason)


def ask_again(message: Outgoing, expected: int) -> bool:
    """They miss what they once had: everything from there on goes out again, in order."""
    rows = Outgoing.objects.filter(peer=message.peer_id, item=message.item_id, sequence__gte=expected)
    if not 0 < expected < message.sequence or not rows.filter(sequence=expected).exists():
        return False
    rows.update(state=State.WAITING, next_at=timezone.now(), settled_at=None, batch=None)
    return True


def _stands_against(message: Outgoing, fault: Fault) -> None:
    """They were reached, and did not take it."""
    if fault.code == "gap" and fault.expected is not None and ask_again(message, fault.expected):
        return
    message.attempts += 1
    lasting = fault.status in (400, 409, 413, 422) or message.attempts >= number(ATTEMPTS)
    message.state = State.DEAD if lasting else State.WAITING
    message.next_at = timezone.now() + pause(message.attempts)
    message.reason = f"{fault.code}：{fault}{f'（{fault.where}）' if fault.where else ''}"[:500]
    message.save(update_fields=["attempts", "state", "next_at", "reason"])
    if lasting:
        _tell(message, message.reason)


@transaction.atomic
def _gone(message: Outgoing, away: Away) -> None:
    """Nobody there: it is no fault of the message. It, and all others, wait a little longer each time."""
    Outgoing.objects.filter(pk=message.pk).update(next_at=timezone.now(), reason=str(away)[:500])
    peer = Peer.objects.select_for_update().get(pk=message.peer_id)
    Peer.objects.filter(pk=peer.pk).update(
        failures=F("failures") + 1,
        quiet_until=timezone.now() + pause(peer.failures + 1),
        last_error=str(away)[:300],
    )


def pause(times: int) -> timedelta:
    """Somewhere between nothing and a bound that doubles: those who wait do not all come back at one moment."""
    return timedelta(seconds=random.uniform(0, min(FIRST * 2 ** (times - 1), LONGEST)))


def _tell(message: Outgoing, reason: str) -> None:
    people = everybody_with("exchange.operate")
    said: dict[str, Any] = {"what": f"{message.item}，{message.name}", "words": reason}
    key = f"exchange:{message.pk}:{message.attempts}:{message.state}"
    notify_many(worded(one, "exchange.stuck", message.item, key=key, by=None, **said) for one in people)
