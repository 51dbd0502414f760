"""Taking captions away, also from players."""

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import demand

from ...models import Caption, Video
from ...zones import zone_of
from .._moving import assert_still
from .read import locked


def delete_caption(caption: Caption, *, by, seen: str) -> None:
    """The text and what players got of it. Raises PermissionDenied, Refused
    while the video moves, or MediaError for another wording than the one seen.
    """
    demand(by, "media.caption", caption.video)
    with transaction.atomic():
        row = locked(caption, seen)
        Video.objects.select_for_update().get(pk=row.video_id)  # a move begins before this or after it
        assert_still(row.video)
        if row.stored:  # what is public goes by the word of those who may make it public
            demand(by, "media.caption_approve", row.video)
        record(actor=by, verb="media.caption_deleted", obj=row, language=row.language)
        storage, name = zone_of(row.video).storage, row.stored
        row.delete()
        if name:
            transaction.on_commit(lambda: storage.delete(name))
