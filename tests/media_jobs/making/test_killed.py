"""Workers are killed with signal 9 in the middle of an encoding; the film is whole all the same."""

from itertools import pairwise

import pytest
from django.conf import settings as django_settings

from foundation.jobs import transport
from media_jobs.models import Chunk, VideoState
from tests.foundation.jobs.workers import Worker, wait_for

from . import clips
from .reading import folder, stamps

pytestmark = pytest.mark.django_db(transaction=True)
SLOW = ["-c:v", "mpeg4", "-q:v", "3", "-g", "12", "-f", "mpegts"]


@pytest.fixture
def worker(tmp_path):
    """`worker("media")` starts one and ends it with the test."""
    transport.celery_app.cache_clear()
    started: list[Worker] = []

    def start(queues: str) -> Worker:
        log = tmp_path / f"worker{len(started)}.log"
        address = django_settings.CELERY_BROKER_URL
        started.append(Worker(queues, address, log, settings="cms.settings.test"))
        return started[-1]

    yield start
    for one in started:
        one.kill9()


def test_no_chunk_is_encoded_more_than_twice_and_nothing_is_missing(worker, clip_folder, taken, decided):
    decided("media.preset", "medium")
    source = clips.make(clip_folder / "slow.ts", picture=clips.WIDE, tone="", seconds=9, options=SLOW)
    video = taken(source)
    chunks = Chunk.objects.filter(video=video)
    first = worker("media,media_first")
    wait_for(lambda: chunks.filter(begun=1, made__isnull=True).exists(), "a chunk is being encoded")
    first.kill9()
    left = chunks.filter(begun=1, made__isnull=True).count()
    assert left >= 1
    worker("media,media_first")

    def is_ready() -> bool:
        video.refresh_from_db()
        return video.state == VideoState.READY

    wait_for(is_ready, "the film is ready")
    assert max(chunks.values_list("begun", flat=True)) == 2
    assert sum(begun - 1 for begun in chunks.values_list("begun", flat=True)) == left
    shown = stamps(folder(video) / video.renditions.get(name="360").playlist)
    assert len(shown) == 225
    assert all(abs(after - before - 0.04) < 0.001 for before, after in pairwise(shown))
