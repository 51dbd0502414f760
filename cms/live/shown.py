"""Pages hear of what changed on their broadcasts: a date was moved, it was cancelled, it is over, its film is ready.

Looked at by the clock, for the reasons of `cms.library.shown`. What changes from second to second (state, viewers, who
speaks) is no matter of pages: readers ask the file beside the broadcast.
"""

import hashlib
from dataclasses import astuple
from uuid import UUID

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from cms.pages.services.telling import tell
from cms.pages.services.touch import all_referring_pages
from media_jobs.services import live, playback

from .models import ShownBroadcast

LIST = "list"  # stands where the key of a broadcast would
OVER = ("ended", "replay")


@transaction.atomic
def tell_of_changes() -> int:
    """For the clock. How many broadcasts look different from what their pages were told last; the list counts as one."""
    used = all_referring_pages(live.Broadcast)
    now = {key: digest_of(found) if (found := live.with_key(UUID(key))) else "" for key in used}
    return tell(
        ShownBroadcast,
        "broadcast",
        {**now, LIST: _listed()},
        lambda key: used[key] if key in used else _listing(),
    )


def digest_of(broadcast) -> str:
    """Of what a page says of it: while it is on air nothing of this changes."""
    over = broadcast.state in OVER
    film = playback(broadcast.video) if over and broadcast.video else None
    said = [broadcast.title, str(broadcast.access), broadcast.starts_at, broadcast.ends_at]
    said += [over, broadcast.state == "cancelled", astuple(film) if film else ""]
    said += [(one.title, one.speaker) for one in broadcast.points.all()]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _listed() -> str:
    rows = live.coming("public", timezone.now()).values_list("pk", "title", "starts_at")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def _listing() -> set[int]:
    """Live pages whose body has the list of what comes."""
    from cms.pages.models import public_models

    found: set[int] = set()
    for model in public_models():
        if hasattr(model, "body"):
            rows = model.objects.filter(live=True).annotate(words=Cast("body", TextField()))
            found.update(rows.filter(words__contains='"live_coming"').values_list("pk", flat=True))
    return found
