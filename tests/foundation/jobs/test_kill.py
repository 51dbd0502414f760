"""Processes are killed with signal 9 at the worst moments; the work is done once all the same."""

import os
import shutil
import signal
import threading
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from redis import Redis

from foundation.jobs import transport
from foundation.jobs.models import Job, JobState, Outcome
from foundation.jobs.services import enqueue

from .kinds.apps import count
from .workers import Worker, lines, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["folder", "redis"])
def broker(request, settings):
    """The address of the broker, known to this process too; in front of it, what empties it."""
    spool = Path(django_settings.CELERY_BROKER_TRANSPORT_OPTIONS["folder"])
    if request.param == "redis":
        settings.CELERY_BROKER_URL = request.getfixturevalue("redis_url")
        settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2}
    shutil.rmtree(spool, ignore_errors=True)
    transport.celery_app.cache_clear()
    yield settings.CELERY_BROKER_URL
    transport.celery_app().close()
    transport.celery_app.cache_clear()


@pytest.fixture
def worker(broker, tmp_path):
    """`worker("default")` starts one and ends it with the test."""
    started = []

    def start(queue="default", **options):
        process = Worker(queue, broker, tmp_path / f"worker{len(started)}.log", **options)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill9()


@pytest.fixture
def job(kind, tmp_path):
    """Enqueue a job that waits for a gate and then leaves one line; the log and gate are its own."""
    kind(count, name="test.count")
    kind(count, name="test.publish", queue="publishing")
    log, gate = tmp_path / "effects", tmp_path / "gate"

    def add(name="a", kind="test.count", gated=False, **options):
        payload = {"log": str(log), "name": name} | ({"gate": str(gate)} if gated else {})
        return enqueue(kind, payload, **options)

    add.log, add.gate = log, gate
    return add


def is_done(job) -> bool:
    return Job.objects.get(pk=job.pk).state == JobState.DONE


def effects(job, word="done") -> list[str]:
    return [line for line in lines(job.log) if line.startswith(word)]


@pytest.mark.parametrize(
    ("queue", "work", "pool"), [("default", "test.count", "threads"), ("publishing", "test.publish", "solo")]
)
def test_a_job_whose_worker_is_killed_in_the_middle_is_done_once_after_a_restart(
    worker, job, queue, work, pool
):
    first = worker(queue, pool=pool)
    task = job(kind=work, gated=True)
    wait_for(lambda: effects(job, "start"), "the first run")
    first.kill9()
    assert not is_done(task)
    worker(queue, pool=pool)
    wait_for(lambda: len(effects(job, "start")) == 2, "the second run")
    job.gate.touch()
    wait_for(lambda: is_done(task), "the end")
    assert effects(job) == ["done a"]
    assert [attempt.outcome for attempt in task.history.all()] == [Outcome.LOST, Outcome.DONE]


def test_a_job_is_done_though_its_sender_died_between_commit_and_message(worker, job):
    connections.close_all()
    child = os.fork()
    if child == 0:
        transport.send = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        job()
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    task = Job.objects.get()
    worker()
    wait_for(lambda: is_done(task), "the job")
    assert effects(job) == ["done a"]


def test_a_broker_that_forgot_everything_loses_no_job(worker, job, broker):
    running = worker()
    wait_for(running.is_ready, "the worker")
    first = [job(str(n), gated=True) for n in range(2)]  # both threads are busy
    wait_for(lambda: len(effects(job, "start")) == 2, "two runs")
    waiting = [job(str(n)) for n in range(2, 6)]
    empty(broker)
    job.gate.touch()
    later = job("later")
    tasks = [*first, *waiting, later]
    wait_for(lambda: all(map(is_done, tasks)), "all jobs")
    assert sorted(effects(job)) == sorted([*(f"done {n}" for n in range(6)), "done later"])


def empty(broker: str) -> None:
    if broker.startswith("redis"):
        with Redis.from_url(broker) as client:
            client.flushdb()
    else:
        shutil.rmtree(django_settings.CELERY_BROKER_TRANSPORT_OPTIONS["folder"])


def test_two_workers_do_each_job_once_and_a_serial_queue_one_at_a_time(worker, job):
    pair = [worker("default,publishing"), worker("default,publishing")]
    for process in pair:
        wait_for(process.is_ready, "the workers")
    tasks = [job(str(n)) for n in range(20)] + [job(f"p{n}", kind="test.publish") for n in range(6)]
    wait_for(lambda: all(map(is_done, tasks)), "all jobs")
    assert sorted(effects(job)) == sorted(
        [*(f"done {n}" for n in range(20)), *(f"done p{n}" for n in range(6))]
    )
    assert all(task.history.count() == 1 for task in tasks)
    published = [line for line in lines(job.log) if " p" in line]
    assert [line.split()[0] for line in published] == ["start", "done"] * 6


def test_a_worker_told_to_stop_gives_its_job_back_and_ends(worker, job):
    first = worker()
    task = job(gated=True)
    wait_for(lambda: effects(job, "start"), "the first run")
    assert first.terminate() == 0
    task.refresh_from_db()
    assert (task.state, task.attempts) == (JobState.QUEUED, 0)
    assert task.history.get().outcome == Outcome.INTERRUPTED
    job.gate.touch()
    worker()
    wait_for(lambda: is_done(task), "the job")
    assert effects(job) == ["done a"]


def test_the_same_work_enqueued_by_many_at_once_is_one_job(job):
    start, found, problems = threading.Barrier(8), [], []

    def add():
        try:
            start.wait()
            found.append(job(key="site").pk)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(set(found)) == 1
    assert Job.objects.count() == 1
