"""Figures about the ledger, the seam for metrics."""

from typing import Any

from django.db.models import Count, Min
from django.utils import timezone

from ..models import Job, JobState, Periodic


def summary() -> dict[str, Any]:
    """Counts by state and queue, the age of the oldest job that is due, periodic work that is late or failed."""
    now = timezone.now()
    counts = dict(Job.objects.order_by().values_list("state").annotate(Count("id")))
    oldest = Job.objects.due().aggregate(Min("run_after"))["run_after__min"]
    waiting = Job.objects.waiting().order_by().values_list("queue").annotate(Count("id"))
    return {
        "states": {state.value: counts.get(state.value, 0) for state in JobState},
        "waiting": dict(waiting),
        "oldest_waiting_seconds": round((now - oldest).total_seconds(), 3) if oldest else 0.0,
        "periodic": {
            row.name: {
                "due_in_seconds": round((row.due_at - now).total_seconds(), 3),
                "error": row.last_error,
            }
            for row in Periodic.objects.all()
        },
    }
