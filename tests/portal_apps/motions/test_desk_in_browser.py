"""A member of the staff's day at the lists, in Chromium: the meeting's list, a view, an export, on a screen and on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from portal_apps.motions.models import Handling
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

from .house import House

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(city) -> House:
    """Today, because the browser lives today."""
    return House(city)


def looked_at(page, name: str) -> None:
    keep_picture(page, f"desk-{name}")
    assert axe_faults(page, "body") == [], name
    assert fits(page), name


def test_a_day_of_the_staff(new_page, log_in, live_server, house):
    first, second = house.accepted(), house.proposed()
    house.signed_for()
    page = new_page(viewport=DESKTOP)
    log_in(page, house.staff, live_server.url)
    page.goto(f"{live_server.url}/motions/queues/assign/")
    looked_at(page, "queue")

    page.get_by_label("选这一页全部").check()
    expect(page.locator("[data-picked]")).to_contain_text("2")
    page.get_by_role("button", name="交办会：交办选中的").click()
    page.get_by_label("会议名称、文号").fill("2026年代表建议交办会")
    units = page.get_by_role("group", name=f"{first}的承办单位")
    units.get_by_label("单位：第 1 个单位").fill("市总工会")
    units.get_by_label("办理内容：第 1 个单位").fill("调研职工需求")
    units.get_by_label("要求办结日：第 1 个单位").fill(f"{localdate() + timedelta(30):%Y-%m-%d}")
    looked_at(page, "meeting")
    page.get_by_role("button", name="交办 2 件").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("办成 2 件")
    looked_at(page, "errand")
    assert Handling.objects.get(item=first).task == "调研职工需求"
    assert Handling.objects.get(item=second).state == "assigned"

    _searched_and_kept(page, live_server.url, first.number)


def _searched_and_kept(page, base: str, number: str) -> None:
    page.goto(f"{base}/motions/?tab=all")
    page.get_by_label("标题、正文、编号").fill("引桥")
    page.get_by_text("更多条件").click()
    page.get_by_label("承办单位").select_option(label="市总工会")
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.locator(".lines tbody tr")).to_have_count(1)
    expect(page.locator("mark").first).to_have_text("引桥")
    looked_at(page, "search")
    with page.expect_download() as file:
        page.get_by_role("button", name="CSV").click()
    assert number in file.value.path().read_text(encoding="utf-8-sig")

    page.get_by_label("把现在的条件存为视图").fill("工会的")
    page.get_by_role("button", name="存为视图").click()
    page.get_by_role("link", name="管我的视图").click()
    page.get_by_role("button", name="给同事用").click()
    expect(page.get_by_text("同事也能用")).to_be_visible()
    looked_at(page, "views")
    page.get_by_role("link", name="工会的").click()
    expect(page).to_have_url(re.compile(r"text=.*unit="))


@pytest.mark.parametrize(("scheme", "elder"), [("dark", False), ("light", True)], ids=["dark", "elder"])
def test_the_lists_read_well_on_a_phone(new_page, log_in, live_server, house, scheme, elder):
    house.accepted()
    handling = house.signed_for()
    page = new_page(viewport=PHONE, color_scheme=scheme)
    if elder:
        page.goto(f"{live_server.url}/size/elder/")
    log_in(page, house.staff, live_server.url)
    addresses = {
        "queue": "queues/assign/",
        "watch": "queues/watch/",
        "empty": "queues/returns/",
        "search": "?tab=all&text=引桥&state=assigned",
        "meeting": f"many/assign/?pick={house.proposed().pk}",
        "urge": f"many/urge/?pick={handling.pk}",
        "views": "views/",
    }
    for name, address in addresses.items():
        page.goto(f"{live_server.url}/motions/{address}")
        looked_at(page, f"phone-{scheme}-{name}")
