"""Stop a job that waits or runs."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from foundation.audit.digests import digest_of

from ..errors import JobRefused
from ..models import Job, JobState
from ..permissions import may_manage
from ._telling import tell


def cancel(job: Job, by, reason: str = "") -> Job:
    """A waiting job ends at once; a running one is asked to stop and does so at its next step.

    Raises PermissionDenied, or JobRefused for a job that is over. `by=None` is the system itself.
    """
    if by is not None and not may_manage(by, job):
        raise PermissionDenied("您没有取消这个任务的权限。")
    with transaction.atomic():
        job.refresh_from_db()
        before = digest_of(job)
        this = Job.objects.filter(pk=job.pk)
        ended = this.waiting().update(
            state=JobState.CANCELLED, finished_at=timezone.now(), message=f"排队时取消：{reason}"[:200]
        )
        if not ended and not this.running().update(cancel_requested=True):
            raise JobRefused("任务已经结束，不能再取消。")
        tell("jobs.cancel", job, before, by=by, reason=reason)
    return job
