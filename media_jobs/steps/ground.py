"""What every step stands on: the video as it is now, and how its state is written."""

import logging
from typing import Any

from foundation.jobs.errors import Cancelled

from ..contract import MediaError
from ..models import Video, VideoState

log = logging.getLogger(__name__)
WORKED_ON = (VideoState.RECEIVED, VideoState.WORKING, VideoState.PAUSED)


def current(key: str, edition: int) -> Video | None:
    """The video, if this edition is still the newest and still wanted."""
    return Video.objects.filter(pk=key, edition=edition, state__in=WORKED_ON).first()


def mark(video: Video, **fields: Any) -> None:
    """Write how far it is. Raises Cancelled where nobody wants this edition any more."""
    wanted = Video.objects.filter(pk=video.pk, edition=video.edition, state__in=WORKED_ON)
    if not wanted.update(**fields):
        raise Cancelled
    for name, value in fields.items():
        setattr(video, name, value)


def fail(key: str, edition: int, error: MediaError) -> None:
    """Nothing more is tried by itself; what plays already goes on playing."""
    wanted = Video.objects.filter(pk=key, edition=edition, state__in=WORKED_ON)
    wanted.update(state=VideoState.FAILED, error=str(error), message="")


def pause(key: str, edition: int, why: str) -> None:
    """Nothing is lost: `tend` goes on when there is room again."""
    wanted = Video.objects.filter(pk=key, edition=edition, state__in=WORKED_ON)
    wanted.update(state=VideoState.PAUSED, message=why[:300])


def job_key(video: Video, step: str) -> str:
    """Jobs of one step of one edition do the same work."""
    return f"{video.key}:{video.edition}:{step}"
