"""A deputy on the road: the line is cut again and again, the page is loaded anew in the middle, and the recording arrives."""

import hashlib
import os
import random
import re
import time
import wave
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from foundation.attachments.models import StoredFile
from foundation.jobs.runner import run_waiting
from media_jobs.uploads.models import State, Upload
from media_jobs.uploads.place import spool
from tests.bench.uploads_support.service import Service
from tests.emulators.bad_line import BadLine, Weather
from tests.portal_apps.deputies.conftest import city  # noqa: F401  (a fixture)
from tests.portal_apps.motions.house import House
from tests.services.browser import PHONE
from tests.services.reading import axe_faults, fits, keep_screen

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "关于完善望河大桥人行设施的建议"


@pytest.fixture
def line(tmp_path, settings):
    """The upload service behind a line that is cut after every 500 kB or so."""
    service = Service(tmp_path / "service", "cms.settings.test")
    kept = {name: service.environment[name] for name in ("PATH", "BIND", "UPLOADS_PORT")}
    settings.UPLOAD_SPOOL = tmp_path / "spool"
    service.environment = {**os.environ, **kept, "UPLOAD_SPOOL": str(settings.UPLOAD_SPOOL)}
    service.start()
    with BadLine(service.port, Weather(cut_every=500_000, rate=1_200_000), seed=11) as bad:
        settings.UPLOADS_RUN, settings.UPLOAD_PORT = True, bad.port
        yield bad
    service.kill()


@pytest.fixture
def recording(tmp_path) -> Path:
    """Somebody speaks for a while."""
    path = tmp_path / "桥头录音.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(random.Random(4).randbytes(2_600_000))
    return path


def _writing(page: Page, base: str) -> None:
    page.goto(f"{base}/motions/")
    page.get_by_role("link", name="写一件建议").click()
    page.get_by_label("标题").fill(TITLE)
    expect(page.locator("[data-saved]")).to_contain_text("已保存")


def chosen(page: Page, recording: Path):
    """The row of the file, once it is on its way."""
    page.locator("input[type=file]").set_input_files(recording)
    row = page.locator("[data-list] li").filter(has_text="桥头录音")
    expect(row.get_by_role("progressbar")).to_be_visible()
    return row


def halfway(size: int) -> int:
    """How many bytes the service has, once it is a third."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        upload = Upload.objects.first()
        if upload and (seen := spool().size(str(upload.key))) > size / 3:
            return seen
        time.sleep(0.05)
    raise AssertionError("the upload never came so far")


def test_a_recording_arrives_through_cuts_and_a_reload_in_the_middle(
    city,  # noqa: F811
    new_page,
    log_in,
    live_server,
    line,
    recording,
    page_problems,
):
    page = new_page(viewport=PHONE)
    log_in(page, House(city).lead, live_server.url)
    _writing(page, live_server.url)
    row = chosen(page, recording)
    expect(row).to_contain_text(re.compile(r"MB / 2\.5 MB|KB / 2\.5 MB"))
    before = halfway(recording.stat().st_size)
    row.scroll_into_view_if_needed()
    keep_screen(page, "upload-half")
    page.reload()
    expect(page.get_by_label("标题")).to_have_value(TITLE)

    row = chosen(page, recording)
    expect(row).to_contain_text("正在检查")
    upload = Upload.objects.get()  # the second choice went on with the first upload
    assert (upload.state, upload.size > before > 0) == (State.COMPLETE, True)
    run_waiting()
    expect(row.locator("audio")).to_be_visible()
    row.scroll_into_view_if_needed()
    keep_screen(page, "upload-done")
    assert axe_faults(page, ".attach") == []
    assert fits(page)
    stored = StoredFile.objects.get()
    assert stored.given_digest == hashlib.sha256(recording.read_bytes()).hexdigest()
    assert line.cuts > 0

    page.get_by_role("button", name="保存，以后再写").click()
    expect(page.locator(".messages")).to_contain_text("已保存")
    stored.refresh_from_db()
    assert stored.claimed_by.startswith("motions.item:")
    assert [one for one in page_problems if "CSP" in one] == []
    page_problems.clear()  # each cut is an error the browser reports
