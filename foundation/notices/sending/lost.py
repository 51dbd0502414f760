"""Copies whose process vanished between "being sent" and the answer: what became of them is unknown, not failed."""

import logging
from datetime import timedelta

from django.utils import timezone

from foundation.jobs.holder import is_alive

from ..carriers import Outcome, Result
from ..carriers.http import TIMEOUT
from ..models import Delivery
from ..states import State
from .settle import settle

log = logging.getLogger(__name__)
ELSEWHERE = timedelta(seconds=TIMEOUT + 60)  # a process of another machine: only its silence tells
ALIVE = timedelta(minutes=10)  # one of this machine that lives but does not answer
VANISHED = Outcome(Result.UNKNOWN, "发送进程中途消失，是否发出不明", "vanished")


def find_lost() -> int:
    """Mark them; how many there were. Safe to run anywhere, any number of times."""
    now, found = timezone.now(), 0
    for row in Delivery.objects.filter(state=State.SENDING):
        alive = is_alive(row.holder)
        patience = {True: ALIVE, None: ELSEWHERE, False: timedelta(0)}[alive]
        if row.sent_at and row.token and row.sent_at + patience <= now and settle(row, row.token, VANISHED):
            log.warning("copy %s: its process vanished while sending", row.pk)
            found += 1
    return found
