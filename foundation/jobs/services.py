"""Verbs on jobs: enqueue."""

from typing import Any

from django.db import transaction

from .models import Job, JobState
from .registry import kinds


def enqueue(
    kind: str, payload: dict[str, Any] | None = None, *, key: str = "", by=None, priority: int = 0
) -> Job:
    """Write a job into the ledger, in the caller's transaction.

    A job of the same kind and key that still waits is returned instead of a second one: what it will do
    covers this request too. Raises KeyError for a kind nobody registered.
    """
    queue = kinds[kind].queue
    with transaction.atomic():
        if key:
            waiting = Job.objects.filter(kind=kind, key=key, state=JobState.QUEUED).first()
            if waiting:
                return waiting
        return Job.objects.create(
            kind=kind, key=key, payload=payload or {}, queue=queue, created_by=by, priority=priority
        )
