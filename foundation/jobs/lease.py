"""Take a job, keep it, give it back: every change is one conditional write that the lease token fences."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from .errors import LeaseLost
from .holder import this_process
from .models import Job, JobAttempt, JobState, Outcome
from .registry import SERIAL_QUEUES

LEASE = timedelta(seconds=30)
HEARTBEAT = 10.0  # seconds; a lease survives two missed beats


@dataclass(frozen=True)
class Lease:
    """The right to run one job once."""

    job: Job
    token: uuid.UUID


def claim(queue: str) -> Lease | None:
    """Take the next due job of a queue; None if there is none, or a serial queue is busy."""
    while Job.objects.due(queue).exists():  # a read first: an idle worker writes nothing
        if queue in SERIAL_QUEUES and Job.objects.running().filter(queue=queue).exists():
            return None
        try:
            with transaction.atomic():
                job = Job.objects.due(queue).select_for_update(skip_locked=True).first()
                if job is None:
                    return None
                lease = _take(job)
        except IntegrityError:  # another worker started a job of this serial queue at the same moment
            return None
        if lease:
            return lease
    return None


def _take(job: Job) -> Lease | None:
    token, now, holder = uuid.uuid4(), timezone.now(), this_process()
    taken = (
        Job.objects.waiting()
        .filter(pk=job.pk)
        .update(
            state=JobState.RUNNING,
            lease_token=token,
            lease_until=now + LEASE,
            holder=holder,
            attempts=F("attempts") + 1,
            started_at=now,
            finished_at=None,
            percent=0,
            message="",
            cancel_requested=False,
        )
    )
    if not taken:
        return None
    number = job.history.count() + 1
    JobAttempt.objects.create(
        job=job, number=number, token=token, why=job.queued_because, by=job.queued_by, holder=holder
    )
    job.refresh_from_db()
    return Lease(job, token)


def renew(lease: Lease, **fields: Any) -> bool:
    """Prolong the lease and write progress. Returns whether cancellation was asked; raises LeaseLost."""
    held = Job.objects.held_by(lease.token)
    if not held.update(lease_until=timezone.now() + LEASE, **fields):
        raise LeaseLost(str(lease.job))
    return bool(held.values_list("cancel_requested", flat=True).first())


def hold(lease: Lease) -> None:
    """Raise LeaseLost unless the job is still ours; inside a transaction, it stays ours to its end."""
    if not Job.objects.held_by(lease.token).update(lease_until=timezone.now() + LEASE):
        raise LeaseLost(str(lease.job))


def close(
    token: uuid.UUID,
    state: JobState,
    outcome: Outcome,
    *,
    expired: datetime | None = None,
    traceback: str = "",
    **fields: Any,
) -> None:
    """End a run. Raises LeaseLost, writing nothing, if the job went to somebody else.

    Who ends a run from outside because its lease is over passes the time it saw as `expired`: a heartbeat
    that came in between wins.
    """
    now = timezone.now()
    fields.setdefault("finished_at", now)
    with transaction.atomic():
        freed = {"lease_token": None, "lease_until": None, "cancel_requested": False}
        held = Job.objects.held_by(token)
        if expired is not None:
            held = held.filter(lease_until=expired)
        if not held.update(state=state, **freed, **fields):
            raise LeaseLost(str(token))
        JobAttempt.objects.filter(token=token).update(
            finished_at=now, outcome=outcome, error=fields.get("error", ""), traceback=traceback
        )


def give_back(token: uuid.UUID, outcome: Outcome, *, why: str, run_after: datetime, **fields: Any) -> None:
    """Put a job back into its queue with the reason; merge it if the same work already waits there.

    Takes what `close` takes, and raises as it does.
    """
    try:
        with transaction.atomic():
            close(
                token,
                JobState.QUEUED,
                outcome,
                queued_because=why[:300],
                queued_by=None,
                run_after=run_after,
                sent_at=run_after,
                finished_at=None,
                **fields,
            )
    except IntegrityError:
        message = "同样的工作已在排队，由后一任务完成"
        close(token, JobState.MERGED, outcome, message=message, **fields)
