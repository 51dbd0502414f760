"""The upload field: several files, a pause, a server that is killed, a refusal in words, and the form without scripts."""

import os
import re

import pytest
from playwright.sync_api import expect

from media_jobs.models import Video
from media_jobs.uploads.models import State, Upload
from media_jobs.uploads.place import spool
from media_jobs.uploads.services import hand_over
from tests.bench.uploads_support.service import Service
from tests.emulators.bad_line import BadLine, Weather
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_screen

from .test_verbs import Silent

pytestmark = pytest.mark.django_db(transaction=True)
MB = 1 << 20

#: A photo of 4000 by 3000 points, made smaller by the page's own module.
SHRINK = """async () => {
  const { shrunk } = await import("/static/uploads/shrink.js");
  const canvas = Object.assign(document.createElement("canvas"), { width: 4000, height: 3000 });
  canvas.getContext("2d").fillRect(0, 0, 2000, 3000);
  const photo = await new Promise((done) => canvas.toBlob(done, "image/jpeg"));
  const small = await createImageBitmap(await shrunk(photo, 2560));
  const same = await shrunk(photo, 5000);
  return [small.width, small.height, same === photo, (await shrunk(new Blob(["x"], { type: "image/jpeg" }), 2560)).size];
}"""


@pytest.fixture
def service(tmp_path, settings):
    made = Service(tmp_path / "service", "cms.settings.test")
    kept = {name: made.environment[name] for name in ("PATH", "BIND", "UPLOADS_PORT")}
    settings.UPLOAD_SPOOL = tmp_path / "spool"
    made.environment = {**os.environ, **kept, "UPLOAD_SPOOL": str(settings.UPLOAD_SPOOL)}
    made.start()
    with BadLine(made.port, Weather(rate=300_000)) as line:
        settings.UPLOADS_RUN, settings.UPLOAD_PORT = True, line.port
        yield made
    made.kill()


def film(name: str, size: int) -> dict:
    return {"name": name, "mimeType": "video/mp4", "buffer": os.urandom(size)}


def test_files_go_on_after_a_pause_and_a_killed_server_and_a_refusal_says_what_to_do(
    new_page, log_in, live_server, service, user_for, page_problems
):
    page = new_page(viewport=PHONE)
    log_in(page, user_for("editor"), live_server.url)
    page.goto(f"{live_server.url}/uploads/")
    assert page.evaluate(SHRINK) == [2560, 1920, True, 1]
    keep_screen(page, "uploads-empty")
    chooser = page.get_by_label("上传视频或录音")
    chooser.set_input_files(film("会议.mp4", 3 * MB))
    rows = page.locator("[data-list] li")
    meeting = rows.nth(0)
    expect(meeting).to_contain_text(re.compile(r"B / 3\.0 MB"))
    keep_screen(page, "uploads-going")
    page.get_by_role("button", name="暂停 会议.mp4").press("Enter")
    expect(meeting).to_contain_text("暂停在")
    chooser.set_input_files([film("采访.mp4", 100_000), film("表格.xls", 10)])
    expect(rows.nth(2)).to_contain_text("不收 .xls 文件")
    expect(rows.nth(1)).to_contain_text("正在检查")
    keep_screen(page, "uploads-said")
    assert axe_faults(page, "body") == []
    assert fits(page)
    service.kill()
    page.get_by_role("button", name="继续 会议.mp4").press("Enter")
    expect(meeting).to_contain_text("网络断了")
    service.start()
    expect(meeting).to_contain_text("正在检查")
    assert Upload.objects.get(name="会议.mp4").state == State.COMPLETE
    page_problems.clear()  # the refusal and the server that was away
    for upload in Upload.objects.filter(state=State.COMPLETE):
        hand_over({"upload": str(upload.key)}, Silent())
    expect(meeting).to_contain_text("传完了")
    expect(page.locator("[data-said]")).to_contain_text("传完了")
    _list_in_the_dark(page)
    assert list(spool().keys()) == []
    _from_the_library(page, live_server.url)


def _list_in_the_dark(page) -> None:
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(page.get_by_role("heading", name="传完的", exact=True)).to_be_visible()
    keep_screen(page, "uploads-dark")
    assert axe_faults(page, "body") == []


def _from_the_library(page, base: str) -> None:
    """The form of the CMS sends its files by the same way; each has its title and leads to its video, one alone by itself."""
    page.goto(f"{base}/admin/videos/add/")
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator("[data-said]")).to_have_text("请先选文件。")
    page.set_input_files("#id_file", [film("议程.mp4", 50_000), film("讨论.mp4", 40_000)])
    page.get_by_label("标题 议程.mp4").fill("议程说明")
    assert axe_faults(page) == []
    keep_screen(page, "uploads-library")
    page.get_by_role("button", name="上传", exact=True).click()
    rows = page.locator("[data-list] li")
    for number, name in enumerate(("议程", "讨论")):
        expect(rows.nth(number)).to_contain_text("正在检查")
        hand_over({"upload": str(Upload.objects.get(name=f"{name}.mp4").key)}, Silent())
    expect(rows.nth(0)).to_contain_text("传完了")
    page.get_by_role("link", name="看视频 讨论.mp4").click()
    expect(page.locator(".ed h1")).to_have_text("讨论")
    assert Video.objects.filter(title="议程说明", access="public").count() == 1


def test_without_scripts_the_field_is_a_plain_form(
    new_page, log_in, live_server, user_for, settings, tmp_path
):
    settings.UPLOAD_SPOOL = tmp_path / "spool"
    page = new_page(java_script_enabled=False)
    log_in(page, user_for("editor"), live_server.url)
    page.goto(f"{live_server.url}/uploads/")
    page.get_by_label("上传视频或录音").set_input_files(film("会议.mp4", 5000))
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("“会议.mp4”传完了")
    assert Upload.objects.get().state == State.COMPLETE
