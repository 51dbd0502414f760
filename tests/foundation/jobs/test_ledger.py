"""A job is written with the business change, runs once, and its end is in the ledger."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from foundation.jobs.errors import JobError, LeaseLost
from foundation.jobs.lease import claim, close, hold
from foundation.jobs.models import Job, JobState, Outcome
from foundation.jobs.registry import Cancelled
from foundation.jobs.runner import backoff, execute
from foundation.jobs.services import cancel, enqueue, reconcile, run_waiting

pytestmark = pytest.mark.django_db


def due_again(job):
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now())


def test_a_job_runs_and_its_result_is_kept(kind):
    name = kind(lambda payload, progress: {"twice": payload["n"] * 2})
    job = enqueue(name, {"n": 21})
    assert run_waiting() == 1
    job.refresh_from_db()
    assert (job.state, job.result, job.percent, job.error) == (JobState.DONE, {"twice": 42}, 100, "")
    assert job.history.get().outcome == Outcome.DONE


def test_a_job_of_a_rolled_back_change_never_was(kind):
    name = kind(lambda payload, progress: None)
    with transaction.atomic():
        enqueue(name)
        transaction.set_rollback(True)
    assert run_waiting() == 0


def test_a_kind_nobody_registered_is_refused_where_it_is_asked_for():
    with pytest.raises(KeyError):
        enqueue("nobody.knows")


def test_the_same_work_waits_only_once(kind):
    ran = []
    name = kind(lambda payload, progress: ran.append(1))
    assert enqueue(name, key="site") == enqueue(name, key="site")
    run_waiting()
    assert ran == [1]


def test_work_asked_for_while_it_runs_is_done_again_afterwards(kind):
    ran = []

    def work(payload, progress):
        ran.append(1)
        if len(ran) == 1:
            enqueue("test.kind", key="site")

    enqueue(kind(work), key="site")
    run_waiting()
    assert ran == [1, 1]


def test_joining_a_waiting_job_makes_it_due_and_as_urgent_as_asked(kind):
    name = kind(lambda payload, progress: None)
    job = enqueue(name, key="site")
    Job.objects.update(run_after=timezone.now() + timedelta(hours=1))
    assert enqueue(name, key="site", priority=9) == job
    job.refresh_from_db()
    assert job.priority == 9
    assert job.run_after <= timezone.now()


def test_urgent_jobs_go_first_and_equals_in_order(kind):
    ran = []
    name = kind(lambda payload, progress: ran.append(payload["n"]))
    for n, priority in ((1, 0), (2, 0), (3, 10), (4, 10)):
        enqueue(name, {"n": n}, priority=priority)
    run_waiting()
    assert ran == [3, 4, 1, 2]


def test_a_failed_job_waits_and_is_tried_again_with_the_reason(kind):
    calls = []

    def work(payload, progress):
        calls.append(1)
        if len(calls) == 1:
            raise ConnectionRefusedError("no route")
        return "ok"

    job = enqueue(kind(work))
    run_waiting()
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert job.run_after > timezone.now()
    due_again(job)
    run_waiting()
    job.refresh_from_db()
    first, second = job.history.all()
    assert job.state == JobState.DONE
    assert job.error == ""
    assert first.outcome == Outcome.FAILED
    assert "连接不上所需的服务" in first.error
    assert "ConnectionRefusedError" in first.traceback
    assert "自动重试" in second.why


def test_after_the_last_attempt_a_job_has_failed_and_says_why_in_chinese(kind):
    def work(payload, progress):
        raise JobError("来源文件第 3 行不是 JSON", "请更正后重新导入。")

    job = enqueue(kind(work, max_attempts=2))
    run_waiting()
    due_again(job)
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 2)
    assert job.error == "来源文件第 3 行不是 JSON。请更正后重新导入。"


def test_a_permanent_failure_is_not_tried_again(kind):
    def work(payload, progress):
        raise JobError("没有这个版本", permanent=True)

    job = enqueue(kind(work))
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 1)


def test_a_job_whose_app_is_gone_fails_with_a_plain_sentence(kind):
    from foundation.jobs.registry import kinds

    job = enqueue(kind(lambda payload, progress: None))
    del kinds["test.kind"]
    run_waiting()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "没有程序认得这种任务" in job.error


def test_backoff_grows_and_is_bounded():
    waits = [backoff(n).total_seconds() for n in range(1, 9)]
    assert waits[:4] == [5, 15, 45, 135]
    assert waits == sorted(waits)
    assert max(waits) == 600


def test_a_serial_queue_never_runs_two_at_once(kind):
    name = kind(lambda payload, progress: None, queue="publishing")
    enqueue(name)
    enqueue(name)
    first = claim("publishing")
    assert claim("publishing") is None
    execute(first)
    assert claim("publishing") is not None


def test_a_running_job_stops_at_its_next_step_when_cancelled(kind):
    effects = []

    def work(payload, progress):
        cancel(Job.objects.get(), by=None)
        progress.last_beat = 0  # the throttle is over
        progress.step(50, "一半")
        effects.append("too late")

    job = enqueue(kind(work))
    run_waiting()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert job.history.get().outcome == Outcome.CANCELLED
    assert effects == []


def test_jobs_may_raise_cancelled_themselves(kind):
    def work(payload, progress):
        raise Cancelled

    job = enqueue(kind(work))
    run_waiting()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_a_run_that_lost_its_lease_writes_nothing(kind):
    def work(payload, progress):
        Job.objects.update(lease_token=uuid.uuid4(), message="somebody else")
        return "stale result"

    job = enqueue(kind(work))
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.result, job.message) == (JobState.RUNNING, None, "somebody else")


def test_guard_stops_a_run_whose_job_was_given_to_another(kind):
    job = enqueue(kind(lambda payload, progress: None))
    lease = claim(job.queue)
    hold(lease)
    Job.objects.update(lease_token=uuid.uuid4())
    with pytest.raises(LeaseLost):
        hold(lease)
    with pytest.raises(LeaseLost):
        close(lease.token, JobState.DONE, Outcome.DONE)


def test_an_expired_lease_is_found_and_the_job_done(kind):
    job = enqueue(kind(lambda payload, progress: "done"))
    claim(job.queue)
    Job.objects.update(holder="elsewhere/boot/1/2/3", lease_until=timezone.now() - timedelta(seconds=1))
    assert reconcile().lost == 1
    assert run_waiting() == 1
    lost, again = job.history.all()
    assert (lost.outcome, again.outcome) == (Outcome.LOST, Outcome.DONE)
    assert "找回" in again.why


def test_a_live_lease_is_left_alone(kind):
    claim(enqueue(kind(lambda payload, progress: None)).queue)
    assert reconcile().lost == 0


def test_a_job_whose_workers_always_vanish_fails_in_the_end(kind):
    job = enqueue(kind(lambda payload, progress: None, max_attempts=2))
    for _ in range(2):
        due_again(job)
        claim(job.queue)
        Job.objects.update(holder="", lease_until=timezone.now() - timedelta(seconds=1))
        reconcile()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "执行进程连续消失 2 次" in job.error


def test_a_lost_job_merges_into_the_same_work_that_already_waits(kind):
    name = kind(lambda payload, progress: None)
    lost = enqueue(name, key="site")
    claim(lost.queue)
    waiting = enqueue(name, key="site")
    Job.objects.filter(pk=lost.pk).update(holder="", lease_until=timezone.now() - timedelta(seconds=1))
    reconcile()
    lost.refresh_from_db()
    waiting.refresh_from_db()
    assert (lost.state, waiting.state) == (JobState.MERGED, JobState.QUEUED)
