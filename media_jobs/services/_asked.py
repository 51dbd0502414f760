"""What all verbs on a video begin with."""

from foundation.jobs.errors import JobRefused
from foundation.jobs.models import Job
from foundation.jobs.services import cancel as cancel_job

from .. import asked
from ..asked import said
from ..models import Video

__all__ = ["locked", "said", "start_over", "stop_jobs"]

GONE = "这个视频已经不在了。请刷新页面。"


def locked(video: Video, *, by, verb: str = "media.keep") -> Video:
    """The row as it is now, nobody else's until the transaction ends. Raises PermissionDenied or Refused."""
    return asked.locked(video, by=by, verb=verb, gone=GONE)


def stop_jobs(video: Video, reason: str) -> None:
    """What waits ends at once, what runs at its next step."""
    jobs = Job.objects.filter(
        kind__startswith="media.", key__startswith=f"{video.key}:", state__in=["queued", "running"]
    )
    for job in jobs:
        try:
            cancel_job(job, None, reason)
        except JobRefused:  # it ended at this moment
            continue


def start_over(video: Video, **fields) -> None:
    """A new edition: what plays goes on playing until this one can."""
    video.edition += 1
    video.plan = video.probe = None
    video.state, video.percent, video.message, video.error = "received", 0, "", ""
    for name, value in fields.items():
        setattr(video, name, value)
    video.save()
