"""The screen of jobs: what staff see, who sees what, and the two buttons."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.audit.models import AuditRecord
from foundation.jobs.errors import JobError
from foundation.jobs.lease import claim
from foundation.jobs.models import Job, JobState
from foundation.jobs.services import enqueue, run_waiting

pytestmark = pytest.mark.django_db
LIST = "/admin/jobs/"


@pytest.fixture(autouse=True)
def permissions(db):
    from cms.editorial.permissions import grant_role_permissions

    grant_role_permissions()


@pytest.fixture
def importing(kind):
    return kind(lambda payload, progress: {"read": 3}, name="test.import", label="导入内容")


@pytest.fixture
def failed(kind):
    """A job that has failed for good."""

    def work(payload, progress):
        raise JobError("第 3 行不是 JSON", "请更正后重新导入。", permanent=True)

    job = enqueue(kind(work, name="test.broken", label="导入坏文件"))
    run_waiting()
    job.refresh_from_db()
    return job


def page(job) -> str:
    return f"{LIST}{job.pk}/"


def test_an_administrator_sees_every_job_with_its_state(client_for, importing, failed):
    enqueue(importing)
    text = client_for("system_admin").get(LIST).content.decode()
    assert "导入坏文件" in text
    assert "第 3 行不是 JSON" in text
    assert "导入内容" in text


def test_the_menu_leads_an_administrator_to_the_jobs(client_for):
    assert LIST in client_for("system_admin").get("/admin/").content.decode()


def test_others_see_their_own_jobs_only(client_for, user_for, importing, failed):
    owner = user_for("editor")
    own = enqueue(importing, by=owner)
    client = client_for(owner)
    text = client.get(LIST).content.decode()
    assert "导入内容" in text
    assert "导入坏文件 <span>" not in text
    assert client.get(page(own)).status_code == 200
    assert client.get(page(failed)).status_code == 404
    assert (
        f'data-job="{failed.pk}"'
        not in client.get(f"{LIST}live/?id={failed.pk}&id={own.pk}").content.decode()
    )


def test_without_a_login_there_is_only_the_login_page(client, failed):
    for address in (LIST, page(failed), f"{LIST}live/?id={failed.pk}"):
        assert client.get(address).status_code == 302


def test_nothing_to_see_is_said_in_words(client_for):
    assert "还没有任务" in client_for("system_admin").get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("state=failed", {"坏"}),
        ("state=queued", {"好"}),
        ("kind=test.import", {"好"}),
        ("queue=default", {"好", "坏"}),
        ("q=JSON", {"坏"}),
        ("q=导入内容", {"好"}),
        ("q=没有这种", set()),
        ("state=nonsense&page=1", {"好", "坏"}),
        ("q=%00", {"好", "坏"}),
    ],
)
def test_the_list_is_narrowed(client_for, importing, failed, query, shown):
    enqueue(importing)
    text = client_for("system_admin").get(f"{LIST}?{query}").content.decode()
    names = {"好": "导入内容 <span>", "坏": "导入坏文件 <span>"}
    assert {word for word, name in names.items() if name in text} == shown


def test_a_job_shows_its_error_and_history_and_to_staff_the_traceback(client_for, failed):
    text = client_for("system_admin").get(page(failed)).content.decode()
    assert "失败原因" in text
    assert "请更正后重新导入" in text
    assert "Traceback" in text
    assert "第 1 次" in text


def test_an_owner_does_not_get_the_traceback(client_for, user_for, failed):
    owner = user_for("chief_editor")
    Job.objects.update(created_by=owner)
    assert "Traceback" not in client_for(owner).get(page(failed)).content.decode()


def test_a_retry_needs_a_reason_and_is_recorded(client_for, user_for, failed):
    admin = user_for("system_admin")
    client = client_for(admin)
    assert "请写明重试的理由" in client.post(f"{page(failed)}retry/", follow=True).content.decode()
    client.post(f"{page(failed)}retry/", {"reason": "来源已更正"})
    failed.refresh_from_db()
    assert (failed.state, failed.queued_by) == (JobState.QUEUED, admin)
    run_waiting()
    assert "来源已更正" in failed.history.last().why
    record = AuditRecord.objects.filter(verb="jobs.retry").get()
    assert (record.actor, record.detail["reason"]) == (admin, "来源已更正")


def test_cancelling_what_waits_ends_it_at_once(client_for, importing):
    job = enqueue(importing)
    client_for("system_admin").post(f"{page(job)}cancel/", {"reason": "不需要了"})
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert run_waiting() == 0
    assert AuditRecord.objects.filter(verb="jobs.cancel").count() == 1


def test_cancelling_what_runs_asks_it_to_stop(client_for, importing):
    job = enqueue(importing)
    claim(job.queue)
    text = (
        client_for("system_admin").post(f"{page(job)}cancel/", {"reason": "停"}, follow=True).content.decode()
    )
    assert "正在取消" in text


def test_what_is_over_cannot_be_cancelled(client_for, failed):
    text = client_for("system_admin").post(f"{page(failed)}cancel/", follow=True).content.decode()
    assert "任务已经结束" in text


def test_a_chief_editor_manages_own_jobs_and_an_editor_none(client_for, user_for, importing):
    chief, editor = user_for("chief_editor"), user_for("editor")
    own, other = enqueue(importing, by=chief), enqueue(importing, by=editor)
    client_for(chief).post(f"{page(own)}cancel/")
    assert client_for(chief).post(f"{page(other)}cancel/").status_code == 404
    text = client_for(editor).post(f"{page(other)}cancel/", follow=True).content.decode()
    assert "没有取消这个任务的权限" in text
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.state, other.state) == (JobState.CANCELLED, JobState.QUEUED)


def test_buttons_are_not_offered_by_get(client_for, failed):
    assert client_for("system_admin").get(f"{page(failed)}retry/").status_code == 405


def test_the_running_job_shows_percent_and_time_left(client_for, importing):
    job = enqueue(importing)
    claim(job.queue)
    Job.objects.update(percent=25, message="第 225 条", started_at=timezone.now() - timedelta(seconds=10))
    text = client_for("system_admin").get(f"{LIST}live/?id={job.pk}").content.decode()
    assert 'value="25' in text
    assert "第 225 条" in text
    assert "约剩 30" in text


def test_long_lists_are_paged(client_for, importing):
    for _ in range(31):
        enqueue(importing)
    client = client_for("system_admin")
    assert "第 1 页，共 2 页" in client.get(f"{LIST}?state=queued").content.decode()
    assert "第 2 页，共 2 页" in client.get(f"{LIST}?state=queued&page=2").content.decode()
