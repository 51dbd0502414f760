"""Chapter marks of a video, all at once."""

from collections.abc import Iterable

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..contract import Mark
from ..models import Chapter, Video

LONGEST = 100  # characters of a title


@transaction.atomic
def set_chapters(video: Video, marks: Iterable[Mark], *, by) -> None:
    """Raises PermissionDenied without the right, Refused with a sentence for marks that make no sense."""
    demand(by, "media.keep", video)
    wanted = sorted(marks, key=lambda mark: mark.at_s)
    Video.objects.select_for_update().get(pk=video.pk)
    for mark in wanted:
        if video.duration_s and mark.at_s >= video.duration_s:
            raise Refused(f"“{mark.title}”的时间在视频结束之后，请改正。")
        if len(mark.title) > LONGEST:
            raise Refused(f"“{mark.title[:20]}…”太长，每个标题最多 {LONGEST} 个字。")
    if len({mark.at_s for mark in wanted}) < len(wanted):
        raise Refused("有两个章节在同一个时间，请改正。")
    video.chapters.all().delete()
    Chapter.objects.bulk_create(Chapter(video=video, at_s=one.at_s, title=one.title) for one in wanted)
    record(actor=by, verb="media.chapters", obj=video, chapters=len(wanted))
