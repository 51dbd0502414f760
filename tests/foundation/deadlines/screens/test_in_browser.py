"""The screens in Chromium: axe finds nothing, nothing scrolls sideways, the work is done without scripts."""

import pytest
from playwright.sync_api import expect

from foundation.deadlines.models import Clock, HolidayNotice
from foundation.deadlines.services import ask_extension, pause, sweep
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

from .test_calendar import NOTICE

pytestmark = pytest.mark.django_db(transaction=True)
EMPTY = ("/deadlines/?lamp=late", "/deadlines/calendar/2031/", "/deadlines/calendar/load/")


@pytest.fixture
def clocks(clock, case, staff, colleague, people, user_for, moment):
    """One for each lamp, on 25 March 2026."""
    people["responsible"].append(user_for("unit_handler", display_name="梁秋实"))
    said = {"extension_rule": "suggestion.reply_extended_months"}
    mine = clock("2026-03-20", target=case("关于在老旧小区加装电梯、完善无障碍设施的建议"), **said)
    ask_extension(mine, by=colleague, reason="涉及住建、财政、民政三个部门，需要现场核实")
    red = clock(
        "2026-03-03", "suggestion.return_wd", label="承办单位退回", target=case("关于规范共享单车停放的建议")
    )
    amber = clock("2026-03-12", "suggestion.return_wd", target=case("关于延长夜间公交运营时间的建议"))
    waits = clock("2026-03-10", target=case("关于保护黄河湿地的建议"), **said)
    pause(waits, by=staff, reason="等提案人补充材料")
    moment("2026-03-25 09:00+08:00")
    sweep()
    return {"extended": mine, "red": red, "amber": amber, "paused": waits}


@pytest.mark.parametrize(
    ("viewport", "scheme", "elder"),
    [(DESKTOP, "light", False), (PHONE, "dark", False), (PHONE, "light", True)],
    ids=["desktop", "phone-dark", "phone-elder"],
)
def test_every_screen_reads_well_and_axe_finds_nothing(
    new_page, log_in, live_server, staff, clocks, viewport, scheme, elder, request
):
    page = new_page(viewport=viewport, color_scheme=scheme)
    log_in(page, staff, live_server.url)
    if elder:
        page.goto(f"{live_server.url}/size/elder/")
    pages = {"clocks": "/deadlines/", "rules": "/rules/", "calendar": "/deadlines/calendar/2026/"}
    pages |= {name: f"/deadlines/{clock.pk}/?as_of=2026-03-20" for name, clock in clocks.items()}
    pages |= {"rule": "/rules/suggestion.reply_months/"}
    pages |= {"choice": "/rules/suggestion.silence_policy/"}
    for name, address in {**pages, **{f"empty{n}": address for n, address in enumerate(EMPTY)}}.items():
        page.goto(live_server.url + address)
        assert axe_faults(page, "body") == [], address
        assert fits(page), address
        keep_picture(page, f"{request.node.callspec.id}-{name}")


def test_a_notice_is_pasted_checked_mended_and_loaded_without_scripts(new_page, log_in, live_server, staff):
    page = new_page(java_script_enabled=False)
    log_in(page, staff, live_server.url)
    page.goto(f"{live_server.url}/deadlines/calendar/load/?year=2027")
    page.get_by_label("通知的名称和文号").fill("国务院办公厅关于 2027 年部分节假日安排的通知")
    page.get_by_label("通知内容").fill(NOTICE.replace("2月14日（周日）", "2月14日（周六）"))
    page.get_by_role("button", name="看预览").click()
    expect(page.get_by_text("在通知里写成周六")).to_be_visible()
    assert page.get_by_role("button", name="载入", exact=True).count() == 0
    page.get_by_label("通知内容").fill(NOTICE)
    page.get_by_role("button", name="看预览").click()
    page.get_by_label("载入的理由").fill("新年度安排已公布")
    page.get_by_role("button", name="载入", exact=True).click()
    expect(page.get_by_role("heading", name="2027 年工作日历")).to_be_visible()
    assert HolidayNotice.objects.get(year=2027).days.count() == 29


def test_a_clock_is_paused_by_keyboard_on_a_phone(new_page, log_in, live_server, staff, clocks):
    page = new_page(viewport=PHONE, java_script_enabled=False)
    log_in(page, staff, live_server.url)
    page.goto(f"{live_server.url}/deadlines/")
    page.get_by_role("link", name="关于延长夜间公交运营时间的建议").click()
    page.get_by_label("理由", exact=True).fill("等提案人补充材料")
    page.get_by_role("button", name="暂停").focus()
    page.keyboard.press("Enter")
    page.get_by_text("已暂停，之后的日子不算").wait_for()
    assert Clock.objects.get(pk=clocks["amber"].pk).state == "paused"
