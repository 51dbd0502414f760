"""Find what a crash lost and send it again. Safe to run anywhere, any number of times."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from ..errors import LeaseLost
from ..holder import is_alive
from ..lease import LEASE, close, give_back
from ..models import Job, JobState, Outcome
from ..registry import kinds
from ..runner import backoff
from ..transport import send

log = logging.getLogger(__name__)

RESEND_AFTER = timedelta(seconds=5)  # a due job nobody took for so long: its message may be gone
RESEND_AT_ONCE = 8  # messages per queue and round; each wakes a worker that then takes what is due
WHY_LOST = "执行进程消失（被终止、断电或失去响应），任务找回"


@dataclass(frozen=True)
class Found:
    """What one round did."""

    lost: int
    sent: int


def reconcile(*, everything: bool = False) -> Found:
    """Take back jobs whose worker is gone, and wake workers for jobs that wait too long.

    `everything` sends for all that is due, not only what waits long: a worker starts, so the broker it
    listens to may be empty.
    """
    return Found(lost=sum(_lose(job) for job in _abandoned()), sent=_resend(everything))


def _abandoned():
    """Running jobs whose holder is known dead, or whose lease is over.

    A holder on this machine that still lives gets longer: on SQLite its heartbeat may just be waiting for
    the write lock that its own long transaction holds.
    """
    now = timezone.now()
    for job in Job.objects.running():
        alive = is_alive(job.holder)
        grace = LEASE * 4 if alive else timedelta(0)
        if alive is False or job.lease_until is None or job.lease_until + grace < now:
            yield job


def _lose(job: Job) -> bool:
    kind, seen, token = kinds.get(job.kind), job.lease_until, job.lease_token
    if token is None:  # nobody holds it
        return False
    try:
        if job.cancel_requested:
            close(token, JobState.CANCELLED, Outcome.LOST, expired=seen, message="已按要求停止")
        elif kind and job.attempts >= kind.max_attempts:
            error = f"执行进程连续消失 {job.attempts} 次。请检查内存和系统日志，再人工重试。"
            close(token, JobState.FAILED, Outcome.LOST, expired=seen, error=error)
        else:
            wait = backoff(job.attempts - 1) if job.attempts > 1 else timedelta(0)
            run_after = timezone.now() + wait
            give_back(token, Outcome.LOST, expired=seen, why=WHY_LOST, run_after=run_after)
    except LeaseLost:  # another reconciler was first, or the worker finished after all
        return False
    log.warning("job %s taken back from %s", job.pk, job.holder)
    return True


def _resend(everything: bool) -> int:
    now = timezone.now()
    due = Job.objects.due()
    late = due if everything else due.filter(sent_at__lt=now - RESEND_AFTER, run_after__lt=now)
    sent = 0
    for queue in set(late.order_by().values_list("queue", flat=True)):
        for pk in list(late.filter(queue=queue).values_list("pk", flat=True)[:RESEND_AT_ONCE]):
            sent += send(queue, pk)
            Job.objects.waiting().filter(pk=pk).update(sent_at=now)
    return sent
