"""Whether a video is on its way to other viewers; meanwhile nothing else may write its files."""

from foundation.jobs.models import Job
from foundation.rights.refusals import Refused

from ..models import Access, Video

KIND = "media.move"
ON_THE_WAY = ("queued", "running")


def key_of(video: Video) -> str:
    return f"{video.key}:move"


def last_move(video: Video) -> Job | None:
    """The newest job that moved or moves it; what ended well is of no interest."""
    job = Job.objects.filter(kind=KIND, key=key_of(video)).order_by("-id").first()
    return job if job and job.state != "done" else None


def is_moving(video: Video) -> bool:
    return Job.objects.filter(kind=KIND, key=key_of(video), state__in=ON_THE_WAY).exists()


def assert_still(video: Video) -> None:
    """Raises Refused while its files move."""
    if is_moving(video):
        raise Refused("正在改谁能看，文件还在搬。请等它搬好再试，一般不到一分钟。")


def moving(video: Video) -> str:
    """For people: that it moves, or why it did not. Empty where there is nothing to say."""
    job = last_move(video)
    if job is None:
        return ""
    to = Access(job.payload["access"]).label
    if job.state in ON_THE_WAY:
        return f"正在改成“{to}”，文件搬好就生效。"
    return f"没有改成“{to}”：{job.error or '任务停了'}。可以再试。"
