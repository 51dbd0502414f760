"""Rights and grants in Chromium: on a phone, in the dark, in large print; axe finds nothing."""

import pytest

from foundation.rights.services import approve_grant, propose_grant
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("viewport", "scheme", "elder"),
    [(DESKTOP, "light", False), (PHONE, "dark", False), (PHONE, "light", True)],
    ids=["desktop", "phone-dark", "phone-elder"],
)
def test_every_screen_reads_well_and_axe_finds_nothing(
    new_page, log_in, live_server, house, viewport, scheme, elder, request
):
    first = propose_grant(house.wang, "editor", by=house.feng, ground="办发〔2026〕3号")
    done = propose_grant(house.wang, "media_operator", by=house.feng, ground="办发〔2026〕3号")
    approve_grant(done, by=house.head, decision="同意")
    page = new_page(viewport=viewport, color_scheme=scheme)
    log_in(page, house.shi, live_server.url)
    if elder:
        page.goto(f"{live_server.url}/size/elder/")
    addresses = {
        "table": "/rights/",
        "one-role": "/rights/?role=unit_head",
        "grants": "/rights/grants/",
        "none": "/rights/grants/?q=没有这个人",
        "grant": f"/rights/grants/{first.pk}/",
        "done": f"/rights/grants/{done.pk}/",
        "propose": "/rights/grants/new/",
        "emergency": "/rights/grants/emergency/",
    }
    for name, address in addresses.items():
        page.goto(live_server.url + address)
        keep_picture(page, f"rights-{name}-{request.node.callspec.id}")
        assert axe_faults(page, "body") == [], name
        assert fits(page), name


def test_a_second_person_approves_by_keyboard_without_scripts(new_page, log_in, live_server, house):
    made = propose_grant(house.wang, "editor", by=house.feng, ground="办发〔2026〕3号")
    page = new_page(viewport=PHONE, java_script_enabled=False)
    log_in(page, house.head, live_server.url)
    page.goto(f"{live_server.url}/rights/grants/{made.pk}/")
    page.get_by_label("批准意见").fill("同意")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    if page.get_by_label("密码").count():  # who approves proves first who sits there
        from tests.services.people import PASSWORD

        page.get_by_label("密码").fill(PASSWORD)
        page.keyboard.press("Enter")
    page.get_by_text("已批准，现在生效。").wait_for()
    assert type(house.wang).objects.get(pk=house.wang.pk).has_role("editor")
