"""Handing in files on a phone: progress, refusal, a lost network, a spoken word, and the form without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from foundation.attachments.models import StoredFile
from tests.services.browser import PHONE
from tests.services.reading import axe_faults, fits, keep_picture

from .samples import EVIL, GOOD, pdf

pytestmark = pytest.mark.django_db(transaction=True)

#: A microphone that hums, in place of one this machine does not have.
HUM = """navigator.mediaDevices.getUserMedia = async () => {
  const room = new AudioContext(), voice = room.createOscillator(), out = room.createMediaStreamDestination();
  voice.connect(out); voice.start();
  return out.stream;
};"""


@pytest.fixture
def form(settings, anything):
    settings.ROOT_URLCONF = "tests.foundation.attachments.form_urls"
    here = str(Path(__file__).with_name("templates"))
    settings.TEMPLATES = [{**one, "DIRS": [*one["DIRS"], here]} for one in settings.TEMPLATES]
    return "/form/"


def given(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_files_are_handed_in_while_one_writes(new_page, log_in, live_server, form, user_for, page_problems):
    deputy, page = user_for("deputy"), new_page(viewport=PHONE)
    page.add_init_script(HUM)
    log_in(page, deputy, live_server.url)
    page.goto(live_server.url + form)
    choose, rows = page.locator("input[type=file]"), page.locator("[data-list] li")
    choose.set_input_files([given("现场.jpg", GOOD["现场.jpg"][0]), given("旧.doc", EVIL["old.doc"][0])])
    expect(rows.nth(0).locator("img")).to_be_visible()
    expect(rows.nth(1)).to_contain_text("请另存为 .docx")
    page_problems.clear()  # the refusal is an answer of 400
    rows.nth(1).get_by_role("button", name="移除").click()

    page.route("**/attachments/test/", lambda route: route.abort())
    choose.set_input_files(given("报告.pdf", pdf()))
    expect(rows.nth(1)).to_contain_text("网络断了")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert").filter(has_text="还有 1 个附件")).to_be_visible()
    page_problems.clear()
    page.unroute("**/attachments/test/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(rows.nth(1)).to_contain_text("1 页")

    page.get_by_role("button", name="录一段话").click()
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="停止录音").click()
    expect(rows.nth(2).locator("audio")).to_be_visible()
    keep_picture(page, "attachments")
    assert axe_faults(page, "body") == []
    assert fits(page)

    page.get_by_role("button", name="提交").click()
    expect(rows.nth(2).get_by_role("link")).to_contain_text("录音")
    mine = f"accounts.user:{deputy.pk}"
    assert set(StoredFile.objects.values_list("kind", "claimed_by")) == {
        ("jpeg", mine),
        ("pdf", mine),
        ("webm", mine),
    }


def test_without_scripts_the_files_go_with_the_form(new_page, log_in, live_server, form, user_for):
    page = new_page(java_script_enabled=False)
    log_in(page, user_for("deputy"), live_server.url)
    page.goto(live_server.url + form)
    page.locator("input[type=file]").set_input_files(given("报告.pdf", pdf()))
    page.get_by_role("button", name="提交").click()
    expect(page.locator("[data-list] li")).to_contain_text("报告.pdf")
