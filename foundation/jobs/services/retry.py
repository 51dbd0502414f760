"""Give a job that is over another chance."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.audit.digests import digest_of

from ..errors import JobRefused
from ..models import Job, JobState
from ..permissions import may_manage
from ..transport import send_after_commit
from ._telling import tell


def retry(job: Job, by, reason: str) -> Job:
    """Queue a failed or cancelled job again, with all its attempts, for the reason given.

    Raises PermissionDenied; JobRefused for a job that is not over, was done, or whose work already waits.
    """
    if by is not None and not may_manage(by, job):
        raise PermissionDenied("您没有重试这个任务的权限。")
    if not reason.strip():
        raise JobRefused("请写明重试的理由。")
    now = timezone.now()
    try:
        with transaction.atomic():
            job.refresh_from_db()
            before = digest_of(job)
            over = Job.objects.filter(pk=job.pk, state__in=[JobState.FAILED, JobState.CANCELLED])
            queued = over.update(
                state=JobState.QUEUED,
                attempts=0,
                run_after=now,
                sent_at=now,
                finished_at=None,
                queued_because=f"人工重试：{reason.strip()}"[:300],
                queued_by=by,
                cancel_requested=False,
                message="",
            )
            if not queued:
                raise JobRefused("只有失败或已取消的任务可以重试。")
            tell("jobs.retry", job, before, by=by, reason=reason)
            send_after_commit(job.queue, job.pk)
    except IntegrityError:
        raise JobRefused("同样的工作已经在排队，不必重试。") from None
    return job
