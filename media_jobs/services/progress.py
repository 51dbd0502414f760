"""How far a video is, for the one who waits."""

from dataclasses import dataclass

from django.utils import timezone

from ..models import Video, VideoState


@dataclass(frozen=True)
class HowFar:
    """`percent` of the newest edition; `left_s` a guess, None before there is enough of it."""

    state: str
    percent: float
    message: str
    error: str
    playable: bool
    left_s: float | None = None


def how_far(video: Video) -> HowFar:
    """From the chunks, those included that are being encoded now."""
    percent, left = video.percent, None
    if video.state == VideoState.WORKING and video.plan:
        chunks = list(video.chunks.filter(edition=video.edition).values_list("percent", "begun"))
        if chunks:
            part = sum(done for done, _ in chunks) / len(chunks)
            percent = round(5 + 0.9 * part, 1)
            passed = (timezone.now() - video.changed_at).total_seconds()
            left = passed * (100 - part) / part if part >= 3 else None
    return HowFar(video.state, percent, video.message, video.error, video.is_playable, left)
