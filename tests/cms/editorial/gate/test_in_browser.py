"""The gate's screens in a browser: axe finds nothing, and a jump link brings the place into view."""

import pytest

from cms.editorial.permissions import grant_role_permissions
from tests.cms.editorial.conftest import Office
from tests.services.browser import DESKTOP
from tests.services.reading import axe_faults, keep_picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def warned(transactional_db):
    grant_role_permissions()
    office = Office()
    page = office.draft(by=office.editor, source="", summary="会议审议了有关报告。")
    page.body = [
        ("rich_text", "<p>市人大常委会日前召开会议。</p>"),
        ("rich_text", "<p>会议作出布署，联系电话13812345678。</p>"),
    ]
    page.save_revision(user=office.editor)
    return office, page


def test_advice_leads_to_the_block_and_reads_without_faults(warned, live_server, new_page, log_in):
    office, draft = warned
    page = new_page(viewport=DESKTOP)
    log_in(page, office.editor, live_server.url)
    page.goto(f"{live_server.url}/admin/pages/{draft.pk}/edit/")
    advice = page.locator(".gate-advice")
    assert "3 处要看" in advice.inner_text()
    assert axe_faults(page, ".gate-advice") == []
    keep_picture(page, "gate-edit")
    advice.get_by_role("link", name="正文第 2 块").first.click()
    target = page.locator(advice.get_by_role("link", name="正文第 2 块").first.get_attribute("href"))
    target.wait_for(state="visible")
    assert "布署" in target.inner_text()


def test_the_check_page_and_the_import_page_read_without_faults(warned, live_server, new_page, log_in):
    office, draft = warned
    page = new_page(viewport=DESKTOP)
    log_in(page, office.chief_editor, live_server.url)
    for name, address in {
        "gate-check": f"/admin/gate/{draft.pk}/",
        "gate-import-terms": "/admin/gate/terms/import/",
        "import-content": "/admin/importing/",
    }.items():
        page.goto(live_server.url + address)
        page.locator("main").wait_for()
        keep_picture(page, name)
        assert axe_faults(page, "main") == []
