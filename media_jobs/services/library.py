"""What the library asks of the engine: its videos, and whether one is fit to be shown."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from foundation.rights.may import visible

from ..models import Access, Caption, CaptionState, Chapter, Video
from ..models.video import VideoQuerySet

SHOWN = ("title", "access", "playing", "duration_s", "width", "height", "poster", "sprite", "download")


def videos_for(user) -> VideoQuerySet:
    """What this person sees in the library, newest first."""
    return visible(user, "media.see", Video.objects.select_related("created_by"))


def with_keys(keys: Iterable[str | UUID]) -> list[Video]:
    """Those of them that are there, for export: nobody is asked whether they may."""
    wanted = list(keys)
    return list(Video.objects.filter(pk__in=wanted)) if wanted else []


def has_unapproved_captions(video: Video) -> bool:
    """Words nobody approved, in a language in which nothing plays yet; a correction of what plays keeps nothing back."""
    drafts = Caption.objects.filter(video=video, state=CaptionState.DRAFT, stored="")
    return drafts.exclude(text="").exists()


def digests(keys: Iterable[UUID]) -> dict[UUID, str]:
    """For each of these videos that is there: a digest of everything a player gets, in three queries for all of them."""
    told: dict[UUID, list] = {}
    for video in Video.objects.filter(pk__in=list(keys)).values_list("pk", *SHOWN):
        told[video[0]] = [str(value) for value in video[1:]]
    approved = Caption.objects.filter(video__in=told).exclude(stored="")
    for rows in (
        approved.order_by("language").values_list("video", "language", "label", "stored"),
        Chapter.objects.filter(video__in=told).order_by("at_s").values_list("video", "at_s", "title"),
    ):
        for key, *said in rows:
            told[key].append(str(said))
    return {key: hashlib.sha256("\n".join(said).encode()).hexdigest() for key, said in told.items()}


def for_deputies() -> VideoQuerySet:
    """Playable videos that only deputies see, newest first."""
    return Video.objects.playable().filter(access=Access.DEPUTIES)
