"""Write a job into the ledger, in the transaction that needs it."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from ..models import Job
from ..registry import SERIAL_QUEUES, kinds
from ..transport import send_after_commit


def enqueue(
    kind: str, payload: dict[str, Any] | None = None, *, key: str = "", by=None, priority: int = 0
) -> Job:
    """Write a job into the ledger, in the caller's transaction; workers are told after its commit.

    A job of the same kind and key that still waits is returned instead of a second one: what it will do
    covers this request too. Raises KeyError for a kind nobody registered.
    """
    queue = kinds[kind].queue
    with transaction.atomic():
        job = (_join_waiting(kind, key, priority) if key else None) or _insert(
            kind, key, payload or {}, queue, by, priority
        )
        send_after_commit(queue, job.pk)
        return job


def _join_waiting(kind: str, key: str, priority: int) -> Job | None:
    """The waiting job of this key, made due now.

    Writing to it matters: it locks the row until our transaction ends, so no worker can start the job
    before what we are about to commit is there for it to see.
    """
    now = timezone.now()
    waiting = Job.objects.waiting().filter(kind=kind, key=key)
    if not waiting.update(priority=Greatest("priority", priority), run_after=Least("run_after", now)):
        return None
    return waiting.get()


def _insert(kind: str, key: str, payload: dict, queue: str, by, priority: int) -> Job:
    while True:
        try:
            with transaction.atomic():
                return Job.objects.create(
                    kind=kind,
                    key=key,
                    payload=payload,
                    queue=queue,
                    serial=queue in SERIAL_QUEUES,
                    created_by=by if getattr(by, "pk", None) else None,
                    priority=priority,
                )
        except IntegrityError:  # the same work was enqueued by somebody else at this moment
            if not key:
                raise
            if job := _join_waiting(kind, key, priority):
                return job
