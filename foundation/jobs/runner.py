"""Run claimed jobs: the only place that calls what an app registered."""

import logging
import time
import traceback
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from . import shutdown
from .errors import Cancelled, Interrupted, JobError, LeaseLost, explain
from .lease import Lease, claim, close, give_back
from .models import Job, JobState, Outcome
from .pulse import Pulse
from .registry import JobKind, kinds
from .transport import send

log = logging.getLogger(__name__)

DRAIN_SECONDS = 5.0  # then the worker's loop gets its turn: other queues, a request to stop


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: 5, 15, 45 … seconds, at most ten minutes."""
    return timedelta(seconds=min(5 * 3 ** (attempts - 1), 600))


def drain(queue: str) -> int:
    """Run due jobs of a queue, best first, for a few seconds; then leave the rest to the next message."""
    until, done = time.monotonic() + DRAIN_SECONDS, 0
    while not shutdown.asked.is_set():
        if time.monotonic() > until:
            send(queue)
            break
        lease = claim(queue)
        if lease is None:
            break
        execute(lease)
        done += 1
    return done


def run_waiting(queue: str | None = None) -> int:
    """Run all due jobs in this process, those they enqueue included; returns how many ran."""
    done = 0
    while True:
        queues = [queue] if queue else Job.objects.due().order_by().values_list("queue", flat=True).distinct()
        leases = [lease for name in list(queues) if (lease := claim(name))]
        if not leases:
            return done
        for lease in leases:
            execute(lease)
        done += len(leases)


def execute(lease: Lease) -> None:
    """Run one claimed job and write how it ended. Never raises for what the job did."""
    kind = kinds.get(lease.job.kind)
    try:
        if kind is None:
            raise JobError("没有程序认得这种任务", "可能是功能已停用；请系统管理员核对版本。", permanent=True)
        with Pulse(lease, max_seconds=kind.max_seconds, threaded=not connection.in_atomic_block) as pulse:
            result = kind.run(lease.job.payload, pulse)
        close(lease.token, JobState.DONE, Outcome.DONE, result=result, percent=100, error="")
    except Cancelled:
        _end(lease, JobState.CANCELLED, Outcome.CANCELLED, message="已按要求停止")
    except Interrupted:
        _interrupted(lease)
    except LeaseLost:
        log.warning("job %s lost its lease; its result is dropped", lease.job.pk)
    except Exception as error:
        explained = isinstance(error, JobError)  # says all there is to say; a program error needs its trace
        log.error("job %s (%s) failed: %s", lease.job.pk, lease.job.kind, error, exc_info=not explained)
        _failed(lease, kind, error)


def _end(lease: Lease, state: JobState, outcome: Outcome, **fields) -> None:
    try:
        close(lease.token, state, outcome, **fields)
    except LeaseLost:
        log.warning("job %s ended (%s) after its lease was lost", lease.job.pk, outcome)


def _interrupted(lease: Lease) -> None:
    """The worker stops: the job waits again at once, and the stop does not count as an attempt."""
    why = "工作进程正常停止，任务退回队列"
    attempts = max(lease.job.attempts - 1, 0)
    try:
        give_back(lease.token, Outcome.INTERRUPTED, why=why, run_after=timezone.now(), attempts=attempts)
    except LeaseLost:
        log.warning("job %s was interrupted after its lease was lost", lease.job.pk)


def _failed(lease: Lease, kind: JobKind | None, error: Exception) -> None:
    told, trace = explain(error), traceback.format_exc()
    final = kind is None or lease.job.attempts >= kind.max_attempts or getattr(error, "permanent", False)
    if final:
        _end(lease, JobState.FAILED, Outcome.FAILED, error=told, traceback=trace)
        return
    wait = backoff(lease.job.attempts)
    why = f"上次出错，{wait.total_seconds():.0f} 秒后自动重试：{told.splitlines()[0]}"
    try:
        run_after = timezone.now() + wait
        give_back(lease.token, Outcome.FAILED, why=why, run_after=run_after, traceback=trace, error=told)
    except LeaseLost:
        log.warning("job %s failed after its lease was lost", lease.job.pk)
