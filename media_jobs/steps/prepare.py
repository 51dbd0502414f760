"""Look into the source and plan what is made of it."""

from foundation.jobs.registry import Progress

from ..models import Video, VideoState


def run(key: str, edition: int, progress: Progress) -> str:
    """Nothing to do for a video that is gone, or an edition that is no longer the newest."""
    video = Video.objects.filter(pk=key, edition=edition).first()
    if video is None:
        return "已经不在"
    progress.step(0, "看文件")
    Video.objects.filter(pk=key).update(state=VideoState.WORKING, message="看文件")
    return "已看"
