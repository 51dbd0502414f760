"""Pages hear of what changed on their videos: a picture came, captions were approved, a video was replaced or deleted.

Looked at by the clock instead of told by each verb: the pipeline writes rows in many places and in other processes, and a
change that nobody told of because a process died would stay unseen for ever.
"""

from uuid import UUID

from django.apps import apps
from django.db import transaction

from cms.pages.services.telling import tell
from cms.pages.services.touch import all_referring_pages
from media_jobs.services import library

from .models import ShownVideo


@transaction.atomic
def tell_of_changes() -> int:
    """For the clock. How many videos looked different from what their pages were told last."""
    found = all_referring_pages(apps.get_model("media_jobs", "Video"))
    used = {UUID(key): pages for key, pages in found.items()}
    digests = library.digests(used)
    return tell(ShownVideo, "video", {key: digests.get(key, "") for key in used}, used.__getitem__)
