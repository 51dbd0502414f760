"""Looking after videos nobody works on: what a full disk stopped goes on, what failed is said, what is old goes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from foundation.jobs.models import Job, JobState
from foundation.rulebook.reading import number

from ..models import Video, VideoState
from ..rules import KEEP_HOURS
from ..steps.prepare import enqueue_rest
from ..work import clean_up, has_room
from ..zones import PRIVATE, zone_of

PATIENCE = timedelta(minutes=2)  # so long nothing may have changed before somebody looks


def tend() -> int:
    """How many videos were set going again. Short, and safe to run at any moment."""
    moved = 0
    if Video.objects.filter(state=VideoState.PAUSED).exists() and has_room():
        for video in Video.objects.filter(state=VideoState.PAUSED):
            moved += _go_on(video)
    quiet = Video.objects.unfinished().exclude(state=VideoState.PAUSED)
    for video in quiet.filter(changed_at__lt=timezone.now() - PATIENCE):
        moved += _look_after(video)
    return moved


@transaction.atomic
def _go_on(video: Video) -> bool:
    paused = Video.objects.filter(pk=video.pk, edition=video.edition, state=VideoState.PAUSED)
    if not paused.update(state=VideoState.WORKING, message="磁盘有空间了，继续处理"):
        return False
    enqueue_rest(video)
    return True


@transaction.atomic
def _look_after(video: Video) -> bool:
    """Jobs that used up their tries end the video with their reason; jobs that are missing are written again."""
    jobs = Job.objects.filter(kind__startswith="media.", key__startswith=f"{video.key}:{video.edition}:")
    if jobs.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).exists():
        return False
    wanted = Video.objects.select_for_update().filter(pk=video.pk, edition=video.edition).unfinished()
    row = wanted.first()
    if row is None:
        return False
    last = jobs.order_by("-id").first()
    if last and last.state == JobState.FAILED:
        wanted.update(state=VideoState.FAILED, error=last.error, message="")
        return False
    enqueue_rest(row)
    return True


def sweep() -> int:
    """Files of editions that nobody plays any more, after the hours the rules give; returns how many folders went."""
    before, removed = timezone.now() - timedelta(hours=number(KEEP_HOURS)), 0
    for video in Video.objects.filter(state=VideoState.READY, changed_at__lt=before).iterator():
        storage = zone_of(video).storage
        folders, _ = storage.listdir(video.folder)
        for name in folders:
            if name.isdigit() and int(name) != video.playing:
                storage.remove_folder(f"{video.folder}/{name}")
                removed += 1
        _, sources = PRIVATE.storage.listdir(f"{video.folder}/source")
        for name in sources:
            if f"{video.folder}/source/{name}" != video.source:
                PRIVATE.storage.delete(f"{video.folder}/source/{name}")
        video.renditions.exclude(edition=video.playing).delete()
        video.chunks.exclude(edition=video.playing).delete()
        clean_up(video)
    return removed
