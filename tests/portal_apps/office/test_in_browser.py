"""The office in Chromium: by keyboard, without JavaScript, on a phone, in large print, and axe finds nothing."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from foundation.accounts.services import make_demo_accounts
from tests.services.browser import PHONE
from tests.services.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def faults(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url} {item['id']}: {item['nodes'][0]['html'][:120]}" for item in found]


def test_login_works_by_keyboard_on_a_phone_without_javascript(live_server, new_page, user_for):
    user_for("editor", username="王芳", display_name="王芳")
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(live_server.url)
    expect(page).to_have_title(re.compile("^登录"))
    page.get_by_label("用户名").fill("王芳")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")
    assert "王芳" in page.locator("h1").inner_text()
    box = page.get_by_role("link", name="我的", exact=True).bounding_box()
    assert box["height"] >= 48
    assert box["y"] + box["height"] <= PHONE["height"]  # the bar stands at the bottom of the screen
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("button", name="退出登录").click()
    expect(page).to_have_title(re.compile("^登录"))


def test_axe_finds_nothing_before_login(live_server, new_page, settings, tmp_path):
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    make_demo_accounts()
    page = new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    page.locator("summary").click()
    assert faults(page) == []
    page.goto(f"{live_server.url}/size/elder/?next=/accounts/login/")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_screens_of_the_office(live_server, new_page, log_in, user_for, scheme):
    page = new_page(viewport=PHONE, color_scheme=scheme)
    log_in(page, user_for("audit_admin"), live_server.url)
    for address in (
        "/",
        "/me/",
        "/audit/?verify=1",
        "/audit/1/",
        "/audit/sheet/",
        "/accounts/password/change/",
        "/accounts/logout/",
        "/nowhere/",
    ):
        page.goto(live_server.url + address)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
