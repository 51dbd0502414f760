"""The newest release in a sentence: how old, how long it took, what went wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from foundation.jobs.models import Job, JobState
from publishing.services import PUBLISH_JOB, LastRelease, last_release

from .troubles import Trouble, troubles


@dataclass(frozen=True, slots=True)
class Newest:
    release: LastRelease | None
    age: str
    job: Job | None  # one that runs or failed since

    @property
    def failed(self) -> bool:
        return self.job is not None and self.job.state == JobState.FAILED

    @property
    def running(self) -> bool:
        return self.job is not None and self.job.state == JobState.RUNNING

    @property
    def troubles(self) -> list[Trouble]:
        """What could not be published; empty once it is cured."""
        return troubles(self.release.problems) if self.release else []

    @property
    def sentence(self) -> str:
        if self.failed:
            return "发布失败，网上还是上一版"
        if self.release is None:
            return "网站还没有发布过"
        problems = len(self.release.problems)
        trouble = f"{problems} 处错误" if problems else "没有错误"
        return f"{self.age}发布，用时 {_seconds(self.release.seconds)} 秒，{trouble}"


def newest_release(now: datetime | None = None) -> Newest:
    release = last_release()
    jobs = Job.objects.filter(kind=PUBLISH_JOB, state__in=[JobState.RUNNING, JobState.FAILED])
    job = jobs.order_by("-id").first()
    if job and job.state == JobState.FAILED and release and (job.finished_at or job.created_at) < release.at:
        job = None
    age = _age((now or timezone.now()) - release.at) if release else ""
    return Newest(release, age, job)


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}" if seconds < 10 else f"{seconds:.0f}"


def _age(delta: timedelta) -> str:
    minutes = int(delta.total_seconds() // 60)
    if minutes < 1:
        return "刚刚"
    if minutes < 60:
        return f"{minutes} 分钟前"
    if minutes < 48 * 60:
        return f"{minutes // 60} 小时前"
    return f"{delta.days} 天前"
