"""Every screen of motions and suggestions in Chromium: axe finds nothing, nothing is wider than the screen."""

import pytest
from playwright.sync_api import expect

from portal_apps.motions import services as do
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

pytestmark = pytest.mark.django_db(transaction=True)


def screens_of(house) -> dict:
    """Person → {name: address}."""
    lead, staff, handler = house.lead, house.staff, house.at(house.court)
    draft = house.cosigned()
    bare = do.write(house.deputies(1)[0], "suggestion", by=lead, title="关于公交站遮雨棚的建议")
    drafted = house.promised()
    tracked = house.tracked()
    do.comment(tracked.item, by=lead, words="桥上的护栏什么时候装？")
    filed, sent, replied = house.submitted(), house.accepted(), house.replied()
    return {
        lead: {
            "list": "/motions/",
            "mine": "/motions/?tab=mine",
            "nothing": "/motions/?tab=all&text=没有这个词",
            "new": "/motions/new/",
            "new-motion": "/motions/new/?kind=motion",
            "write": f"/motions/{bare.pk}/write/",
            "earlier": f"/motions/{bare.pk}/earlier/",
            "write-cosigned": f"/motions/{draft.pk}/write/",
            "invite": f"/motions/{draft.pk}/act/invite/",
            "case-tracked": f"/motions/{tracked.item_id}/",
            "case-replied": f"/motions/{replied.item_id}/",
            "evaluate": f"/motions/{replied.item_id}/act/evaluate/{replied.pk}/",
            "not-now": f"/motions/{filed.pk}/act/agree_withdrawal/",
        },
        staff: {
            "staff-list": "/motions/",
            "staff-case": f"/motions/{filed.pk}/",
            "staff-before": f"/motions/{filed.pk}/before/",
            "for-people": "/motions/for/",
            "for-deputy": f"/motions/for/{lead.deputy.pk}/",
            "for-act": f"/motions/for/{lead.deputy.pk}/{replied.item_id}/evaluate/{replied.pk}/",
            "for-new": f"/motions/for/{lead.deputy.pk}/new/",
            "units": f"/motions/{sent.pk}/act/propose_units/",
            "no-mandate": "/motions/new/",
        },
        handler: {"unit-case": f"/motions/{drafted.item_id}/"},
    }


@pytest.mark.parametrize(
    ("viewport", "scheme", "elder"),
    [(DESKTOP, "light", False), (PHONE, "dark", False), (PHONE, "light", True)],
    ids=["desktop", "phone-dark", "phone-elder"],
)
def test_every_screen_reads_well(new_page, log_in, live_server, house, viewport, scheme, elder, request):
    for person, addresses in screens_of(house).items():
        page = new_page(viewport=viewport, color_scheme=scheme)
        if elder:
            page.goto(f"{live_server.url}/size/elder/")
        log_in(page, person, live_server.url)
        for name, address in addresses.items():
            page.goto(live_server.url + address)
            if name.startswith("write"):
                page.get_by_text("以前谁提过").click() if viewport == PHONE else None
                expect(page.locator(".before-answer")).to_be_visible()
            keep_picture(page, f"motions-{name}-{request.node.callspec.id}")
            assert axe_faults(page, "body") == [], name
            assert fits(page), name
