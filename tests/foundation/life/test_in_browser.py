"""Every screen of accounts, and every shared part, in Chromium: axe finds nothing, nothing is wider than the screen."""

import pytest
from playwright.sync_api import expect

from foundation.life.services import Newcomer, ask_restore, enter_for, invite, record_leave
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

from .conftest import code_for
from .test_leave import SINCE, UNTIL

pytestmark = pytest.mark.django_db(transaction=True)


def screens_of(house) -> dict:
    """Person → {name: address}; None is a stranger."""
    li = invite(Newcomer("李明", "13800000001", role="law_staff", ground="任3号"), by=house.feng).person
    restore = ask_restore(house.deputy, by=house.feng, reason="当面看了代表证")
    record_leave(house.wang, house.staff, since=SINCE, until=UNTIL, reason="年休假", by=house.feng)
    enter_for(house.deputy, by=house.staff, verb="messages.choose", obj=house.deputy, how="phone", note="张")
    return {
        house.shi: {
            "home": "/",
            "people": "/people/",
            "nobody": "/people/?q=没有这个人",
            "person": f"/people/{house.wang.pk}/",
            "invited": f"/people/{li.pk}/",
            **{
                f"act-{act}": f"/people/{house.wang.pk}/{act}/"
                for act in ("leave", "hand-over", "offboard", "restore")
            },
            "invite": "/people/invite/staff/",
            "invitations": "/people/invitations/",
            "restore": f"/people/restores/{restore.pk}/",
            "parts": "/parts/",
            "refused": "/proxy/",
        },
        house.staff: {
            "proxies": "/proxy/",
            "choices-for": f"/messages/choices/{house.deputy.pk}/",
            "none-found": "/proxy/?q=没有这个人",
        },
        None: {"activate": f"/i/{code_for(li)}/", "dead-link": f"/i/{'x' * 24}/", "offline": "/offline/"},
    }


@pytest.mark.parametrize(
    ("viewport", "scheme", "elder"),
    [(DESKTOP, "light", False), (PHONE, "dark", False), (PHONE, "light", True)],
    ids=["desktop", "phone-dark", "phone-elder"],
)
def test_every_screen_reads_well(
    new_page, log_in, live_server, house, viewport, scheme, elder, request, settings
):
    settings.SHOW_PARTS = True
    settings.NOTICE_CARRIERS = {"mail": {"BACKEND": "foundation.notices.carriers.mail.Mail"}}
    for person, addresses in screens_of(house).items():
        page = new_page(viewport=viewport, color_scheme=scheme)
        if elder:
            page.goto(f"{live_server.url}/size/elder/")
        if person:
            log_in(page, person, live_server.url)
        for name, address in addresses.items():
            page.goto(live_server.url + address)
            keep_picture(page, f"life-{name}-{request.node.callspec.id}")
            assert axe_faults(page, "body") == [], name
            assert fits(page), name


def test_without_a_network_the_page_says_so_and_comes_back(
    new_page, log_in, live_server, house, page_problems
):
    page = new_page(viewport=PHONE)
    log_in(page, house.wang, live_server.url)
    page.goto(f"{live_server.url}/me/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/")
    expect(page.locator("h1")).to_have_text("现在连不上网")
    page.context.set_offline(False)
    expect(page.locator("h1")).to_contain_text("王芳")  # the page tries again by itself
    page_problems.clear()  # what did not answer while there was no network


def test_the_parts_are_not_shown_in_production(client_for):
    assert client_for("editor").get("/parts/").status_code == 404
