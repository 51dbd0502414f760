"""The story of a list, in Chromium: hand in, match, see what is wrong, put it right, take it over; then its figures."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from foundation.jobs.services import run_waiting
from portal_apps.deputies.models import Mandate
from tests.foundation.imports.conftest import xlsx
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

from .conftest import HEAD, line

pytestmark = pytest.mark.django_db(transaction=True)


class Story:
    """A member of staff at the screens of imports; every screen is looked at by axe."""

    def __init__(self, page, address: str, folder) -> None:
        self.page, self.address, self.file = page, address, folder / "名单.xlsx"

    def seen(self, name: str) -> None:
        keep_picture(self.page, f"imports-{name}-{self.page.viewport_size['width']}")
        assert axe_faults(self.page, "body") == [], name
        assert fits(self.page), name

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def heading(self, name: str) -> None:
        self.page.get_by_role("heading", name=name).wait_for()

    def hand_in(self, data: bytes) -> None:
        self.file.write_bytes(data)
        self.page.goto(f"{self.address}/imports/new/deputies/")
        self.page.get_by_label("新的人怎样登记").select_option("take_over")
        self.page.get_by_label("决定机关").fill("市人大常委会")
        self.page.get_by_label("文号").fill("示例〔2023〕1号")
        self.page.get_by_label("决定日期").fill("2023-01-05")
        self.page.get_by_label("表格文件").set_input_files(self.file)
        self.seen("new")
        self.press("上传")
        self.heading("哪一列是什么")

    def corrected(self) -> bytes:
        """The file with remarks, put right."""
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="下载批注过的表").click()
        sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
        assert "不是 18 位" in sheet["G3"].comment.text
        sheet["G3"], sheet["J4"] = line(2)[6], "望河代表团"
        out = io.BytesIO()
        sheet.parent.save(out)
        return out.getvalue()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_list_is_handed_in_put_right_and_taken_over(
    new_page, log_in, live_server, city, staff, viewport, tmp_path
):
    page = new_page(viewport=viewport)
    log_in(page, staff, live_server.url)
    story = Story(page, live_server.url, tmp_path)
    page.goto(f"{live_server.url}/imports/")
    story.seen("index")
    wrong = [line(1), line(2, 身份证号="89999919600103002Y"), line(3, 代表团="无此团")]
    story.hand_in(xlsx([*HEAD[:-1], "构成标签"], *wrong))
    page.get_by_label("构成标签").select_option("structure")
    story.seen("matching")
    story.press("检查每一行")
    story.heading("正在检查")
    story.seen("checking")
    run_waiting()
    story.heading("检查结果")
    expect(page.get_by_text("2 行有错，现在不能导入")).to_be_visible()
    story.seen("faults")
    story.hand_in(story.corrected())
    story.press("检查每一行")  # the heading matched by hand is known now
    run_waiting()
    page.get_by_role("button", name="确认导入 3 行").wait_for()
    story.seen("sound")
    story.press("确认导入 3 行")
    story.heading("正在导入")
    story.seen("applying")
    run_waiting()
    story.heading("已导入")
    story.seen("applied")
    assert Mandate.objects.serving().count() == 3
    look_at_the_figures(story)


def look_at_the_figures(story: Story) -> None:
    page = story.page
    page.get_by_role("link", name="去看导入的内容").click()
    page.get_by_text("共 3 人").wait_for()
    story.seen("people")
    page.goto(f"{story.address}/deputies/figures/")
    story.seen("figures")
    page.get_by_role("link", name="望河代表团").click()
    page.get_by_text("共 2 人").wait_for()
