"""Keeping a part of a video."""

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import Video
from ..on_air import move
from ..steps.prepare import enqueue_rest
from ._asked import locked, start_over, stop_jobs
from ._moving import assert_still

SHORTEST = 1.0  # seconds


@transaction.atomic
def trim(video: Video, start_s: float, end_s: float, *, by) -> Video:
    """Keep the seconds from `start_s` to `end_s` of the source, which stays whole: trimming again begins from it.

    Where the start is near a picture that needs no other one, it goes there and the film is copied, not encoded.
    Chapters and captions move with the pictures. Raises PermissionDenied or Refused.
    """
    row = locked(video, by=by)
    assert_still(row)
    if not row.probe:
        raise Refused("这个视频还没有看完文件，暂时不能剪。请稍等。")
    whole = float(row.probe.get("whole_s") or row.found.duration_s)
    start, end = max(0.0, start_s), min(end_s, whole)
    if end - start < SHORTEST:
        raise Refused(f"要保留的一段不到 1 秒。视频长 {whole:.1f} 秒，请重新选开始和结束的时间。")
    before = row.trim[0] if row.trim else 0.0
    stop_jobs(row, "剪了一段")
    start_over(row, trim=None if (start, end) == (0.0, whole) else [start, end])
    for chapter in row.chapters.all():
        at = chapter.at_s + before - start
        if 0 <= at < end - start:
            row.chapters.filter(pk=chapter.pk).update(at_s=at)
        else:
            chapter.delete()
    move(row, before - start, end - start)
    record(actor=by, verb="media.trimmed", obj=row, start=start, end=end)
    enqueue_rest(row)
    return row
