"""From a number to exactly its items, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from portal_apps.motions.statistics.facts import work_out_all
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

from .made import MadeItem, MadePart, make

pytestmark = pytest.mark.django_db(transaction=True)
JUDGED = (("satisfied", "satisfied"),)


def test_a_number_leads_to_its_items_and_every_screen_reads_well(new_page, log_in, live_server, house):
    late, kept = MadePart(-4), (("fulfilled", -9), ("open", -3), ("open", 30))
    for said in (MadePart(-9, -1, grades=JUDGED, promises=kept), MadePart(-9, -1), late, late):
        make(house, MadeItem("assigned", parts=(said,)))
    work_out_all()
    for viewport, name in ((DESKTOP, "desk"), (PHONE, "phone")):
        page = new_page(viewport=viewport)
        log_in(page, house.staff, live_server.url)
        page.goto(f"{live_server.url}/motions/figures/")
        page.get_by_text("个数的口径和依据").click()
        assert axe_faults(page, "body") == []
        assert fits(page)
        keep_picture(page, f"figures-{name}")
        page.get_by_role("link", name="逾期未答复 2 件，看是哪些").first.click()
        expect(page.locator("main")).to_contain_text("2026 年度：逾期未答复")
        expect(page.locator("main")).to_contain_text("2 件")
        assert axe_faults(page, "body") == []
        for path in ("reports/", "reports/2026/"):
            page.goto(f"{live_server.url}/motions/{path}")
            assert axe_faults(page, "body") == []
            assert fits(page)
        page.context.close()
