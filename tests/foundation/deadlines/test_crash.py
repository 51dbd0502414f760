"""Two presses in two processes are one; a killed sweep neither loses a warning nor tells twice."""

import os
import signal
import threading
from datetime import date
from importlib import import_module

import pytest
from django.db import connection, connections

from foundation.deadlines.models import Clock, ClockEvent, ClockWarning
from foundation.deadlines.services import pause, restart, start, stop, sweep
from foundation.notices.models import Notice

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(times: int, act) -> list:
    """What the calls answered or raised, made by so many threads at the same moment."""
    gate, answers = threading.Barrier(times), []

    def run() -> None:
        gate.wait()
        try:
            answers.append(act())
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_clock_started_by_many_at_once_is_one(clock_kind, case, staff, moment):
    moment("2026-03-10 09:00+08:00")
    kind, target = clock_kind(), case()
    answers = at_once(6, lambda: start(target, kind, by=staff).pk)
    assert set(answers) == {Clock.objects.get().pk}
    assert ClockEvent.objects.count() == 1


@pytest.mark.parametrize("verb", [pause, restart, stop])
def test_a_verb_of_many_at_once_is_one_event(clock, staff, verb):
    mine = clock("2026-03-10")
    answers = at_once(6, lambda: verb(mine, by=staff, reason="同一个理由").pk)
    assert set(answers) == {mine.pk}
    assert mine.events.count() == 2


def test_sweeps_at_the_same_moment_tell_once(clock, people, user_for, moment):
    people["responsible"].append(user_for("unit_handler"))
    for _ in range(5):
        clock("2026-03-10", "suggestion.return_wd")
    moment("2026-03-20 09:00+08:00")
    answers = at_once(4, sweep)
    assert sum(answers) == 5
    assert Notice.objects.count() == ClockWarning.objects.count() == 5


def _die_after(statements: int) -> None:
    """Let this process be killed at the next statement that writes, after so many others."""
    seen = []

    def deadly(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if "INSERT INTO" in sql:  # on PostgreSQL a wall may stand before it: who asks
            seen.append(sql)
            if len(seen) > statements:
                os.kill(os.getpid(), signal.SIGKILL)
        return answer

    connection.execute_wrappers.append(deadly)


@pytest.mark.parametrize("survivors", [0, 1, 3, 4])
def test_a_sweep_killed_between_anything_is_made_up_for(clock, people, user_for, moment, survivors):
    """Signal 9 after so many statements of the sweep, among them those that write notices and warnings."""
    people["responsible"] += [user_for("unit_handler"), user_for("unit_handler")]
    for _ in range(6):
        clock("2026-03-10", "suggestion.return_wd")
    moment("2026-03-20 09:00+08:00")
    connections.close_all()
    child = os.fork()
    if child == 0:
        import_module("foundation.deadlines.services.sweep").BATCH = 2  # three batches, two writes each
        _die_after(survivors)
        sweep(date(2026, 3, 20))
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert Notice.objects.count() == 2 * ClockWarning.objects.count()
    sweep()
    assert ClockWarning.objects.count() == 6
    assert Notice.objects.count() == 12
