"""Forget jobs that are long over; what they did stands in the audit log and in the releases."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from ..models import Job, JobState

PASSED = (JobState.DONE, JobState.MERGED, JobState.CANCELLED)
AT_ONCE = 2000


def prune() -> int:
    """Delete jobs older than `JOBS_KEEP_DAYS`, failed ones after four times as long; returns how many."""
    now, keep = timezone.now(), timedelta(days=settings.JOBS_KEEP_DAYS)
    old = Job.objects.filter(state__in=PASSED, finished_at__lt=now - keep)
    failed = Job.objects.filter(state=JobState.FAILED, finished_at__lt=now - 4 * keep)
    keys = list((old | failed).order_by("id").values_list("pk", flat=True)[:AT_ONCE])
    Job.objects.filter(pk__in=keys).delete()
    return len(keys)
