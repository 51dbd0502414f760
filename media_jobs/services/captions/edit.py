"""Writing captions beside the video."""

from collections.abc import Iterable

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import demand

from ...captions import webvtt
from ...captions.cues import Cue, checked
from ...models import Caption, CaptionState
from .read import locked


def edit_caption(caption: Caption, cues: Iterable[Cue], *, by, seen: str) -> Caption:
    """The whole text anew. `seen` is the `version_of` the page was made from. What plays goes on playing.

    Raises PermissionDenied, or MediaError (CaptionFaults names the cues that are wrong).
    """
    demand(by, "media.caption", caption.video)
    text = webvtt.write(checked(cues, caption.video.duration_s))
    with transaction.atomic():
        row = Caption.objects.select_for_update().filter(pk=caption.pk, text=text, made_by=by).first()
        if row:
            return row  # sent twice, or nothing changed
        row = locked(caption, seen)
        if row.text == text:
            return row
        row.text, row.state, row.made_by = text, CaptionState.DRAFT, by
        row.approved_by = row.approved_at = None
        row.save()
        record(actor=by, verb="media.caption_edited", obj=row, language=row.language)
    return row
