"""The screen of jobs in a browser: it moves by itself, reads without scripts, and axe finds nothing."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from foundation.jobs.errors import JobError
from foundation.jobs.lease import claim
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue, run_waiting
from tests.services.browser import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admin(user_for):
    from cms.editorial.permissions import grant_role_permissions

    grant_role_permissions()
    return user_for("system_admin", display_name="郑启航")


@pytest.fixture
def jobs(kind, admin):
    """One of each: failed after several attempts, cancelled, done, running, waiting."""

    def broken(payload, progress):
        raise JobError("来源文件第 3 行不是 JSON", "请更正该行后重新导入。")

    bad = enqueue(kind(broken, name="test.broken", label="导入政策文件", max_attempts=2), by=admin)
    good = kind(lambda payload, progress: {"read": 899}, name="test.good", label="导入要闻")
    site = kind(
        lambda payload, progress: {"pages": 120}, name="test.site", label="发布网站", queue="publishing"
    )
    for _ in range(2):
        Job.objects.filter(pk=bad.pk).update(run_after=timezone.now())
        run_waiting()
    enqueue(good, by=admin)
    enqueue(site)
    run_waiting()
    running = enqueue(good, by=admin)
    claim(running.queue)
    begun = timezone.now() - timedelta(seconds=42)
    Job.objects.filter(pk=running.pk).update(percent=37, message="第 333 条，共 899 条", started_at=begun)
    enqueue(site, priority=10)
    return {"failed": bad, "running": running}


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_list_and_job_read_well_and_axe_finds_nothing(new_page, log_in, live_server, admin, jobs, viewport):
    page = new_page(viewport=viewport)
    log_in(page, admin, live_server.url)
    for address in ("", f"{jobs['failed'].pk}/", f"{jobs['running'].pk}/", "?state=merged"):
        page.goto(f"{live_server.url}/admin/jobs/{address}")
        page.wait_for_selector(".sidebar", state="attached")  # the menu is built by a script
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_progress_moves_without_a_reload_and_the_end_shows(page, log_in, live_server, admin, jobs):
    log_in(page, admin, live_server.url)
    page.goto(f"{live_server.url}/admin/jobs/")
    page.evaluate("window.notReloaded = true")
    row = page.locator(f"[data-job='{jobs['running'].pk}']")
    Job.objects.filter(pk=jobs["running"].pk).update(percent=81, message="第 728 条，共 899 条")
    row.get_by_text("第 728 条").wait_for()
    assert row.locator("progress").get_attribute("value").startswith("81")
    Job.objects.filter(pk=jobs["running"].pk).update(state="done", finished_at=timezone.now(), message="")
    row.get_by_text("完成").wait_for()
    assert page.evaluate("window.notReloaded")


def test_a_reason_is_typed_and_the_job_retried_without_scripts(new_page, log_in, live_server, admin, jobs):
    page = new_page(java_script_enabled=False)
    log_in(page, admin, live_server.url)
    page.goto(f"{live_server.url}/admin/jobs/{jobs['failed'].pk}/")
    page.get_by_label("重试的理由").fill("文件已更正")
    page.get_by_role("button", name="重试").click()
    expect(page.get_by_text("人工重试：文件已更正")).to_be_visible()
    expect(page.locator(".job-badge--queued")).to_be_visible()
