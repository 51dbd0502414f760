"""The pages of answering in Chromium: axe finds nothing, nothing is wider than the screen; promises are marked while one types."""

import pytest
from playwright.sync_api import expect

from portal_apps.motions import services as do
from portal_apps.motions.models import NumberSeries
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

pytestmark = pytest.mark.django_db(transaction=True)


def screens_of(house) -> dict:
    """Person → {name: address}."""
    drafted, tracked = house.promised(), house.tracked()
    replied = house.replied()
    returning = do.request_return(house.handling(), by=house.at(house.court), grounds="应由交通部门管")
    item, on = drafted.item_id, drafted.pk
    return {
        house.at(house.court): {
            "reply": f"/motions/{item}/reply/{on}/",
            "preview": f"/motions/{item}/reply/{on}/preview/",
            "contacts": f"/motions/{item}/contacts/{on}/",
            "contact": f"/motions/{item}/act/contact/{on}/",
            "template": f"/motions/templates/{house.court.pk}/",
            "fulfil": f"/motions/{tracked.item_id}/act/fulfil/{tracked.commitments.get().pk}/",
        },
        house.at(house.court, "unit_head"): {"sign": f"/motions/{item}/act/sign_reply/{on}/"},
        house.lead: {
            "ledger": "/motions/promises/",
            "evaluate": f"/motions/{replied.item_id}/act/evaluate/{replied.pk}/",
        },
        house.staff: {
            "settings": "/motions/settings/",
            "categories": "/motions/settings/categories/",
            "series": f"/motions/settings/series/{NumberSeries.objects.earliest('pk').pk}/",
            "return": f"/motions/{returning.item_id}/act/grant_return/{returning.pk}/",
        },
    }


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone-dark"]
)
def test_every_page_of_answering_reads_well(new_page, log_in, live_server, house, viewport, scheme, request):
    for person, addresses in screens_of(house).items():
        page = new_page(viewport=viewport, color_scheme=scheme)
        log_in(page, person, live_server.url)
        for name, address in addresses.items():
            page.goto(live_server.url + address)
            keep_picture(page, f"answer-{name}-{request.node.callspec.id}")
            assert axe_faults(page, "body") == [], name
            assert fits(page), name


def test_promises_are_marked_while_one_types_and_taken_over_by_one_press(
    new_page, log_in, live_server, house
):
    handling = house.contacted()
    page = new_page(viewport=PHONE)
    log_in(page, house.at(house.court), live_server.url)
    page.goto(f"{live_server.url}/motions/{handling.item_id}/reply/{handling.pk}/")
    page.get_by_label("列入工作计划").check()
    page.get_by_label("答复正文").fill("我局将于2027年12月底前建成人行道。另外，将积极研究增加路灯。")
    expect(page.locator(".marked-under mark[data-state=open]")).to_have_count(2)
    first = page.locator(".vow[data-state=open]").first
    expect(first.get_by_label("何时兑现")).to_have_value("2027-12-31")
    first.get_by_label("谁负责").fill("工程科")
    first.get_by_role("button", name="记入台账").click()
    expect(page.locator(".vow[data-state=taken]")).to_contain_text("工程科")
    page.locator(".vow[data-state=open]").get_by_role("button", name="不是承诺").click()
    expect(page.locator(".vow[data-state=dismissed]")).to_have_count(1)
    assert f"{handling.commitments.get().due_on}" == "2027-12-31"
    page.get_by_role("button", name="保存，看全稿").click()
    expect(page.locator(".letter")).to_contain_text("建成人行道")
