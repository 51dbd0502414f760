"""The ledger does not grow for ever, and keeps what somebody may still ask about."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.jobs.models import Job, JobAttempt, JobState
from foundation.jobs.services import prune

pytestmark = pytest.mark.django_db


def old(state, days):
    return Job.objects.create(kind="x", state=state, finished_at=timezone.now() - timedelta(days=days))


def test_only_jobs_long_over_are_forgotten(settings):
    settings.JOBS_KEEP_DAYS = 90
    gone = [
        old(JobState.DONE, 91),
        old(JobState.MERGED, 91),
        old(JobState.CANCELLED, 91),
        old(JobState.FAILED, 361),
    ]
    kept = [old(JobState.DONE, 89), old(JobState.FAILED, 91), Job.objects.create(kind="x")]
    JobAttempt.objects.create(job=gone[0], number=1, token="0" * 32)
    assert prune() == len(gone)
    assert set(Job.objects.all()) == set(kept)
    assert not JobAttempt.objects.exists()
