"""While a job runs, its lease is renewed and its progress seen, from a connection of its own."""

import threading
import time

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from foundation.jobs import pulse as pulse_module
from foundation.jobs.errors import LeaseLost
from foundation.jobs.lease import claim
from foundation.jobs.models import Job, JobState, Outcome
from foundation.jobs.pulse import Pulse
from foundation.jobs.runner import execute
from foundation.jobs.services import cancel, enqueue

from .workers import wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(pulse_module, "THROTTLE", 0.01)
    monkeypatch.setattr(pulse_module, "HEARTBEAT", 0.05)


@pytest.fixture
def lease(kind):
    return claim(enqueue(kind(lambda payload, progress: None)).queue)


def test_a_silent_job_keeps_its_lease(lease):
    before = Job.objects.get().lease_until
    with Pulse(lease, max_seconds=60):
        wait_for(lambda: Job.objects.get().lease_until > before, "a heartbeat")


def test_progress_is_seen_while_the_job_computes(lease):
    with Pulse(lease, max_seconds=60) as pulse:
        pulse.step(40, "第 4 条")
        wait_for(lambda: Job.objects.get().percent == 40, "the progress")
        assert Job.objects.get().message == "第 4 条"


def test_a_job_cancelled_from_elsewhere_stops_at_its_next_step(kind):
    begun = threading.Event()

    def work(payload, progress):
        begun.set()
        while True:
            progress.step(1)
            time.sleep(0.005)

    lease = claim(enqueue(kind(work)).queue)
    canceller = threading.Thread(target=_cancel_when, args=(begun,))
    canceller.start()
    execute(lease)
    canceller.join()
    assert Job.objects.get().state == JobState.CANCELLED
    assert lease.job.history.get().outcome == Outcome.CANCELLED


def _cancel_when(begun):
    from django.db import connection

    begun.wait()
    cancel(Job.objects.get(), by=None)
    connection.close()


def test_a_job_that_hangs_beyond_its_time_no_longer_holds_its_lease(lease):
    with Pulse(lease, max_seconds=0) as pulse:
        wait_for(lambda: pulse.lost, "the end of its time")
        with pytest.raises(LeaseLost):
            pulse.step(50)
    assert Job.objects.get().lease_until > timezone.now()  # runs out by itself


def test_a_long_transaction_of_the_job_does_not_break_the_pulse(lease):
    with Pulse(lease, max_seconds=60) as pulse:
        with transaction.atomic():
            Job.objects.create(kind="other", queue="other")
            pulse.step(10, "in a transaction")
            time.sleep(0.2)
        wait_for(lambda: Job.objects.get(kind="test.kind").message == "in a transaction", "the progress")


def test_who_took_the_job_away_is_noticed(lease):
    with Pulse(lease, max_seconds=60) as pulse:
        Job.objects.update(state=JobState.QUEUED, lease_token=None)
        wait_for(lambda: pulse.lost, "the loss")
        with pytest.raises(LeaseLost):
            pulse.step(50)


def test_progress_is_seen_by_others_while_the_job_holds_the_database(lease):
    seen = threading.Event()

    def look():
        wait_for(lambda: Job.objects.get().message == "2500/5000 行", "the progress")
        connection.close()
        seen.set()

    other = threading.Thread(target=look, daemon=True)
    with Pulse(lease, max_seconds=60) as pulse, transaction.atomic():
        Job.objects.create(kind="other", queue="other")  # on SQLite this locks everybody else out
        other.start()
        time.sleep(0.02)
        pulse.step(55, "2500/5000 行")
        assert seen.wait(10)
    other.join()
    assert not list((settings.VAR_DIR / "jobs").glob("*"))
