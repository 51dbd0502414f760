"""`manage.py jobs` gives figures to people and to monitoring."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from foundation.jobs.models import Job
from foundation.jobs.services import enqueue

pytestmark = pytest.mark.django_db


def figures(capsys, *args) -> dict:
    call_command("jobs", "--json", *args)
    return json.loads(capsys.readouterr().out)


def test_an_empty_ledger_is_all_zeros(capsys):
    told = figures(capsys)
    assert set(told["states"].values()) == {0}
    assert told["oldest_waiting_seconds"] == 0


def test_what_waits_is_counted_with_its_age(capsys, kind):
    enqueue(kind(lambda payload, progress: None))
    Job.objects.update(run_after=timezone.now() - timedelta(seconds=90))
    told = figures(capsys)
    assert told["states"]["queued"] == 1
    assert told["waiting"] == {"default": 1}
    assert told["oldest_waiting_seconds"] >= 90


def test_what_waits_can_be_run_in_place(capsys, kind):
    enqueue(kind(lambda payload, progress: None))
    told = figures(capsys, "--run")
    assert (told["ran"], told["states"]["done"]) == (1, 1)
