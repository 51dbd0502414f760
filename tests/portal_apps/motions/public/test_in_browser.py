"""The built site and the deciding screen in Chromium: from the list to an item and the figures, on a phone and a desk."""

from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from playwright.sync_api import expect

from portal_apps.motions import services as do
from portal_apps.motions.public.facts import path_of
from publishing.services import publish_site
from publishing.site_server import SiteServer
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

from .conftest import released

pytestmark = pytest.mark.django_db(transaction=True)


class Quiet(WSGIRequestHandler):
    def log_message(self, *said) -> None:
        pass


@pytest.fixture
def address(site, house):
    """Of the site, with three dozen items, so that a list is longer than what is shown at once."""
    for unit in (house.court, house.union) * 2:
        released(house, house.assigned(do.Place(unit)))
    assert not publish_site().problems
    server = make_server("127.0.0.1", 0, SiteServer(site), handler_class=Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_reader_goes_from_the_list_to_an_item_and_to_the_figures(address, house, new_page, viewport):
    page, width = new_page(viewport=viewport), viewport["width"]
    page.clock.set_fixed_time("2026-09-01T09:00:00+08:00")

    def sound(name: str) -> None:
        keep_picture(page, f"public-{name}-{width}")
        assert axe_faults(page, "main") == [], name
        assert fits(page), name

    page.goto(f"{address}/suggestions/")
    sound("front")
    page.click(f"a[href='/suggestions/s{house.shown.session_id}/']")
    expect(page.locator("[data-count]")).to_have_text("共 5 件")
    page.select_option("#f-units", "市总工会")
    expect(page.locator("[data-count]")).to_have_text("5 件中的 2 件")
    assert page.locator("[data-line]:visible").count() == 2
    sound("list")
    page.reload()  # a filter is part of the address, so it can be sent on
    expect(page.locator("[data-count]")).to_have_text("5 件中的 2 件")
    page.select_option("#f-units", "")
    page.select_option("#f-state", label="已答复，承诺跟踪中（1）")
    page.fill("#f-q", "没有这个词")
    expect(page.locator("[data-none]")).to_be_visible()
    page.fill("#f-q", "人行设施")
    page.locator("[data-line]:visible h3 a").click()
    expect(page).to_have_url(f"{address}{path_of(house.shown)}")
    expect(page.locator(".standing")).to_contain_text("还剩 7 天")
    sound("item")
    page.click("text=2026 年办理数字")
    expect(page.locator("svg.bar").nth(2)).to_be_visible()
    sound("figures")
    page.goto(f"{address}/suggestions/data/2026/")
    sound("data")


def test_without_scripts_everything_is_there_but_the_days_left(address, house, new_page):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(f"{address}/suggestions/s{house.shown.session_id}/")
    assert page.locator("[data-line]:visible").count() == 5
    assert not page.is_visible("[data-filter]")
    page.goto(f"{address}{path_of(house.shown)}")
    assert "2026-09-08" in page.inner_text(".standing")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_office_looks_at_the_page_before_it_is_public(
    empty_site, house, new_page, log_in, live_server, viewport
):
    item = house.assigned()
    item.texts.update(proposal="请联系村民张小明，手机 13987654321，在引桥西侧增设人行道。")
    page = new_page(viewport=viewport)
    log_in(page, house.staff, live_server.url)
    page.goto(f"{live_server.url}/motions/{item.pk}/act/publish/")
    assert axe_faults(page, "main") == []
    keep_picture(page, f"public-check-{viewport['width']}")
    page.check("input[name=publicity][value=full]")
    page.click("text=看公众会看到什么")
    frame = page.frame_locator("iframe.public-look")
    expect(frame.locator("main")).to_contain_text("［已隐去］")
    expect(frame.locator("body")).to_have_css("background-color", "rgb(250, 248, 245)")
    keep_picture(page, f"public-look-{viewport['width']}")
    assert axe_faults(page, "main > *:not(iframe)") == []
    assert fits(page)
    page.click("text=就这样公开")
    page.wait_for_url(f"**/motions/{item.pk}/")
    item.refresh_from_db()
    assert item.publicity == "full"
