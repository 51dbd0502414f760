"""Pages hear of what changed on their videos: a picture came, captions were approved, a video was replaced or deleted.

Looked at by the clock instead of told by each verb: the pipeline writes rows in many places and in other processes, and a
change that nobody told of because a process died would stay unseen for ever.
"""

from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from cms.pages.services.touch import touch
from media_jobs.services import library

from .models import ShownVideo


def places() -> dict[UUID, set[int]]:
    """Video → pages that show it or did when they were saved last."""
    found: dict[UUID, set[int]] = {}
    for key, page in _references().values_list("to_object_id", "object_id"):
        found.setdefault(UUID(key), set()).add(int(page))
    return found


def pages_with(video) -> list[Page]:
    """Where a video is used: pages, live ones first."""
    rows = _references().filter(to_object_id=str(video.pk)).values_list("object_id", flat=True)
    return list(Page.objects.filter(pk__in={int(pk) for pk in rows}).order_by("-live", "title"))


@transaction.atomic
def tell_of_changes() -> int:
    """For the clock. How many videos looked different from what their pages were told last."""
    used = places()
    now = library.digests(used)
    told = dict(ShownVideo.objects.values_list("key", "digest"))
    changed = {key for key in used if told.get(key, "") != now.get(key, "")}
    for key in changed:
        touch(used[key], "video")
    rows = [ShownVideo(key=key, digest=now.get(key, "")) for key in changed]
    ShownVideo.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=["digest"]
    )
    return len(changed)


def _references():
    video, page = apps.get_model("media_jobs", "Video"), ContentType.objects.get_for_model(Page)
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(video), base_content_type=page
    )
