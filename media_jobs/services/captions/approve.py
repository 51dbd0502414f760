"""What a player shows was read by a second person."""

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.may import demand

from ...contract import MediaError
from ...models import Caption, CaptionState, Video
from ...on_air import store
from ...zones import zone_of
from .._moving import assert_still
from .read import locked


def approve_caption(caption: Caption, *, by, seen: str) -> Caption:
    """Give exactly this wording (`seen`, see `version_of`) to players.

    It is stored under a new name before anything leads to it. An earlier file stays for pages that still name it, until the
    captions or the video are deleted. Raises PermissionDenied, Refused, MediaError or StorageUnavailable.
    """
    demand(by, "media.caption_approve", caption.video)
    with transaction.atomic():
        row = locked(caption, seen)
        Video.objects.select_for_update().get(pk=row.video_id)  # a move begins before this or after it
        assert_still(row.video)
        if row.state == CaptionState.APPROVED:
            return row  # pressed twice
        if row.made_by_id == by.pk:
            raise MediaError("这份字幕是您自己写的或者改的", "请另一位编辑看过后核准")
        name = store(row)
        try:
            with transaction.atomic():
                row.stored, row.state = name, CaptionState.APPROVED
                row.approved_by, row.approved_at = by, timezone.now()
                row.save()
                record(actor=by, verb="media.caption_approved", obj=row, language=row.language)
        except BaseException:
            zone_of(row.video).storage.delete(name)
            raise
    return row
