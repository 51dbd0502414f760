"""Periodic work is done by one process of many, made up for after a pause, and never stops for a failure."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from foundation.jobs import clock
from foundation.jobs.clock import register_periodic, run_due
from foundation.jobs.models import Periodic


@pytest.fixture(autouse=True)
def only_ours(monkeypatch):
    monkeypatch.setattr(clock, "works", {})


@pytest.fixture
def ran():
    return []


@pytest.mark.django_db
def test_work_is_done_when_it_is_due_and_not_before(moment, ran):
    register_periodic("tick", 20, lambda: ran.append(1))
    moment("2026-11-22 09:00:00+08:00")
    assert run_due() == ["tick"]
    moment("2026-11-22 09:00:19+08:00")
    assert run_due() == []
    moment("2026-11-22 09:00:20+08:00")
    assert run_due() == ["tick"]
    assert ran == [1, 1]


@pytest.mark.django_db
def test_daily_work_begins_with_the_day_people_live_in(moment, ran):
    register_periodic("day", function=lambda: ran.append(1), daily_at="00:00")
    moment("2026-11-22 23:59:00+08:00")
    assert run_due() == []
    moment("2026-11-23 00:00:00+08:00")
    assert run_due() == ["day"]
    moment("2026-11-23 23:59:59+08:00")
    assert run_due() == []
    moment("2026-11-24 00:00:01+08:00")
    assert run_due() == ["day"]


@pytest.mark.django_db
def test_a_pause_of_days_is_made_up_for_by_one_run(moment, ran):
    register_periodic("day", function=lambda: ran.append(1), daily_at="00:00")
    moment("2026-11-20 12:00:00+08:00")
    run_due()
    moment("2026-11-25 08:00:00+08:00")
    assert run_due() == ["day"]
    assert run_due() == []
    assert Periodic.objects.get().due_at.isoformat() == "2026-11-25T16:00:00+00:00"


@pytest.mark.django_db
def test_a_failure_is_recorded_and_the_others_go_on(moment, ran):
    def broken():
        raise ValueError("no")

    register_periodic("a", 20, broken)
    register_periodic("b", 20, lambda: ran.append(1))
    moment("2026-11-22 09:00:00+08:00")
    run_due()
    assert ran == [1]
    assert Periodic.objects.get(name="a").last_error == "ValueError: no"


@pytest.mark.django_db
def test_daily_work_that_failed_is_tried_again_soon(moment, ran):
    def broken_once():
        ran.append(1)
        if len(ran) == 1:
            raise ValueError("no")

    register_periodic("day", function=broken_once, daily_at="00:00")
    moment("2026-11-22 12:00:00+08:00")
    run_due()
    moment("2026-11-23 00:00:00+08:00")
    run_due()
    moment("2026-11-23 00:01:00+08:00")
    run_due()
    assert ran == [1, 1]
    assert Periodic.objects.get().last_error == ""


@pytest.mark.django_db
def test_a_process_that_died_in_the_work_leaves_it_to_the_others(moment, ran):
    register_periodic("day", function=lambda: ran.append(1), daily_at="00:00")
    now = moment("2026-11-22 12:00:00+08:00")
    run_due()
    due = moment("2026-11-23 00:00:00+08:00")
    assert clock._claim("day", due)  # and then the process is killed
    assert run_due() == []
    moment("2026-11-23 00:01:00+08:00")
    assert run_due() == ["day"]
    assert now < due


@pytest.mark.django_db(transaction=True)
def test_of_many_clocks_one_does_the_work(ran):
    register_periodic("tick", 3600, lambda: ran.append(1))
    Periodic.objects.create(name="tick", due_at=timezone.now() - timedelta(seconds=1))
    start = threading.Barrier(6)

    def one():
        try:
            start.wait()
            run_due()
        finally:
            connection.close()

    clocks = [threading.Thread(target=one) for _ in range(6)]
    for thread in clocks:
        thread.start()
    for thread in clocks:
        thread.join()
    assert ran == [1]


def test_work_without_a_time_is_refused():
    with pytest.raises(ValueError, match="every_seconds or daily_at"):
        register_periodic("never", function=print)
    with pytest.raises(ValueError, match="every_seconds or daily_at"):
        register_periodic("both", 5, print, daily_at="00:00")
