"""The publisher is killed in the middle of a release; after its restart the release is there, exactly once."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from foundation.jobs.models import Job, JobState, Outcome
from publishing.models import Change, Release
from publishing.services import record_change

from .workers import Worker, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site():
    """A set-up site that nothing was published of yet."""
    folder = Path(settings.SITE_DIR)
    shutil.rmtree(folder, ignore_errors=True)
    call_command("setup_site", verbosity=0)
    Job.objects.all().delete()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_a_publisher_killed_in_the_middle_publishes_once_after_its_restart(site, tmp_path):
    broker = settings.CELERY_BROKER_URL
    with transaction.atomic():
        record_change("page:0", "publish")
    job = Job.objects.get()
    first = Worker("publishing", broker, tmp_path / "first.log", pool="solo")
    try:
        wait_for(lambda: (site / "releases" / ".staging").exists(), "a release in the making")
    finally:
        first.kill9()
    assert Release.objects.count() == 0
    second = Worker("publishing", broker, tmp_path / "second.log", pool="solo")
    try:
        wait_for(lambda: Job.objects.get(pk=job.pk).state == JobState.DONE, "the release")
    finally:
        second.kill9()
    release = Release.objects.get()
    assert (site / "current").resolve().name == release.name
    assert (site / "current" / "index.html").exists()
    assert not (site / "releases" / ".staging").exists()
    assert not Change.objects.filter(release=None).exists()
    assert [attempt.outcome for attempt in job.history.all()] == [Outcome.LOST, Outcome.DONE]
