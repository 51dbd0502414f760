"""The story of a list, in Chromium: hand in, match, see what is wrong, put it right, take it over; then its figures."""

import io

import pytest
from openpyxl import load_workbook

from foundation.jobs.services import run_waiting
from portal_apps.deputies.models import Mandate
from tests.foundation.imports.conftest import xlsx
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

from .conftest import HEAD, line

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_list_is_handed_in_put_right_and_taken_over(
    new_page, log_in, live_server, city, staff, viewport, tmp_path
):
    page = new_page(viewport=viewport)
    log_in(page, staff, live_server.url)

    def seen(name: str) -> None:
        keep_picture(page, f"imports-{name}-{viewport['width']}")
        assert axe_faults(page, "body") == [], name
        assert fits(page), name

    def hand_in(data: bytes) -> None:
        file = tmp_path / "名单.xlsx"
        file.write_bytes(data)
        page.goto(f"{live_server.url}/imports/new/deputies/")
        page.get_by_label("新的人怎样登记").select_option("take_over")
        page.get_by_label("决定机关").fill("市人大常委会")
        page.get_by_label("文号").fill("示例〔2023〕1号")
        page.get_by_label("决定日期").fill("2023-01-05")
        page.get_by_label("表格文件").set_input_files(file)
        seen("new")
        page.get_by_role("button", name="上传").click()

    page.goto(f"{live_server.url}/imports/")
    seen("index")
    wrong = [line(1), line(2, 身份证号="89999919600103002Y"), line(3, 代表团="无此团")]
    hand_in(xlsx([*HEAD[:-1], "构成标签"], *wrong))
    page.get_by_role("heading", name="哪一列是什么").wait_for()
    page.get_by_label("构成标签").select_option("structure")
    seen("matching")
    page.get_by_role("button", name="检查每一行").click()
    page.get_by_role("heading", name="正在检查").wait_for()
    seen("checking")
    run_waiting()
    page.get_by_role("heading", name="检查结果").wait_for()
    assert page.get_by_text("2 行有错，现在不能导入").is_visible()
    seen("faults")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载批注过的表").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.active
    assert "不是 18 位" in sheet["G3"].comment.text
    sheet["G3"], sheet["J4"] = line(2)[6], "望河代表团"
    out = io.BytesIO()
    book.save(out)
    hand_in(out.getvalue())
    page.get_by_role("button", name="检查每一行").click()  # the heading matched by hand is known now
    run_waiting()
    page.get_by_role("button", name="确认导入 3 行").wait_for()
    seen("sound")
    page.get_by_role("button", name="确认导入 3 行").click()
    page.get_by_role("heading", name="正在导入").wait_for()
    seen("applying")
    run_waiting()
    page.get_by_role("heading", name="已导入").wait_for()
    seen("applied")
    assert Mandate.objects.serving().count() == 3
    page.get_by_role("link", name="去看导入的内容").click()
    page.get_by_text("共 3 人").wait_for()
    seen("people")
    page.goto(f"{live_server.url}/deputies/figures/")
    seen("figures")
    page.get_by_role("link", name="望河代表团").click()
    page.get_by_text("共 2 人").wait_for()
