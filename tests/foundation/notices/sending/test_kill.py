"""The worker is killed with signal 9 at every step between the act and the phone; one message arrives, once."""

import json
import shutil
import threading
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from foundation.notices.models import Delivery
from tests.foundation.jobs.workers import Worker, wait_for

from ..conftest import aliyun_settings

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "tests.foundation.notices.sending.stepping.SteppingSms"


@pytest.fixture
def worker(gateway, monkeypatch, tmp_path, rule_is):
    """`worker(halt="answered")` starts one on the database of the test; the waits of reconciling are short."""
    for key, value in {"ask_after": 0, "ask_every": 1, "quiet_from": "00:00", "quiet_until": "00:00"}.items():
        rule_is(key, value)
    broker = django_settings.CELERY_BROKER_URL
    shutil.rmtree(Path(django_settings.CELERY_BROKER_TRANSPORT_OPTIONS["folder"]), ignore_errors=True)
    monkeypatch.setenv("TEST_CARRIERS", json.dumps({"sms": aliyun_settings(gateway, BACKEND)}))
    monkeypatch.setenv("TEST_STEPS", str(tmp_path))
    started = []

    def start(halt: str = "") -> Worker:
        monkeypatch.setenv("TEST_HALT", halt)
        log = tmp_path / f"worker{len(started)}.log"
        settings = "tests.foundation.notices.sending.worker_settings"
        started.append(Worker("default", broker, log, settings=settings))
        return started[-1]

    start.reached = tmp_path / "reached"
    yield start
    for process in started:
        process.kill9()


def state(row: Delivery) -> str:
    return Delivery.objects.get(pk=row.pk).state


def test_a_message_whose_process_died_right_after_the_commit_is_found_by_the_clock(
    worker, gateway, say, monkeypatch
):
    monkeypatch.setattr("foundation.notices.sending.work.enqueue", lambda *args, **options: None)
    row = say()  # committed, and nobody was told
    worker()
    wait_for(lambda: state(row) == "accepted", "the message")
    assert gateway.references() == [row.reference]


@pytest.mark.parametrize("halt", ["committed", "answered"])
def test_killed_around_the_request_the_message_is_sent_once(worker, gateway, say, halt):
    row = say()
    first = worker(halt)
    wait_for(worker.reached.exists, f"the step {halt}")
    first.kill9()
    assert state(row) == "sending"
    assert len(gateway.taken) == (halt == "answered")
    worker()
    wait_for(lambda: state(row) == "accepted", "the message")
    assert gateway.references() == [row.reference]


def test_killed_while_the_gateway_thinks_the_message_is_sent_once(worker, gateway, say):
    gateway.gate = threading.Event()
    row = say()
    first = worker()
    wait_for(gateway.arrived.is_set, "the request")
    first.kill9()
    gateway.gate.set()
    worker()
    wait_for(lambda: state(row) == "accepted", "the message")
    assert gateway.references() == [row.reference]


def test_killed_while_asking_what_became_of_it_the_message_is_sent_once(worker, gateway, say):
    gateway.faults.append("after")
    row = say()
    first = worker("asking")
    wait_for(worker.reached.exists, "the question")
    first.kill9()
    assert state(row) == "unknown"
    worker()
    wait_for(lambda: state(row) == "accepted", "the message")
    assert gateway.references() == [row.reference]
