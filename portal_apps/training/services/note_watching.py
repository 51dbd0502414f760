"""A player tells what was watched; what counts is what can have been watched since it told last."""

from collections.abc import Iterable
from math import isfinite

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..models import Study
from ..spans import Span, joined, seconds

FASTEST = 2.0  # the highest speed the player offers
GRACE = 15.0  # seconds of film: the clock of a first telling begins when the page was opened
WHOLE = 0.95  # from here on a film counts as seen to its end: nobody watches the last card


@transaction.atomic
def note_watching(video, *, by, spans: Iterable[Span], position: float) -> Study:
    """Add stretches (seconds of the film). Seeing one again adds nothing; more than twice the time that passed is not believed and left out.

    Raises Refused for who may not watch it, and for what is no stretch.
    """
    demand(by, "media.watch")
    if video.access != "deputies" or not video.playing:
        raise Refused("这个视频不是培训视频。")
    told = [(float(start), float(end)) for start, end in spans]
    if not all(isfinite(number) for span in (*told, (position, 0.0)) for number in span):
        raise Refused("播放进度读不懂。")
    now = timezone.now()
    Study.objects.get_or_create(person=by, video=video, defaults={"edition": video.playing, "noted_at": now})
    study = Study.objects.select_for_update().get(person=by, video=video)
    if study.edition != video.playing:
        study.edition, study.spans, study.seconds = video.playing, [], 0
    length, was_whole = video.duration_s or 0.0, study.best >= WHOLE
    believed = (now - study.noted_at).total_seconds() * FASTEST + GRACE
    after = joined([*map(tuple, study.spans), *told], length)
    if seconds(after) - study.seconds <= believed:
        study.spans, study.seconds = after, seconds(after)
        study.best = max(study.best, min(1.0, study.seconds / length)) if length else 0.0
    study.position = min(max(0.0, position), length)
    study.noted_at = now
    study.save()
    if study.best >= WHOLE and not was_whole:
        record(actor=by, verb="training.seen", object_key=f"video:{video.pk}", obj=study)
    return study
