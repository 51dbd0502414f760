"""The admin starts its widgets from data: no page needs an inline script, and the policy forbids them."""

import json
import re

import pytest
from wagtail.models import Page

from cms.hardening.choosers import as_data
from cms.headers import policy

INLINE = re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>")


@pytest.fixture
def admin(client_for, user_for):
    return client_for(user_for(is_superuser=True))


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/users/",
        "/admin/images/",
        "/admin/documents/",
        "/admin/reports/site-history/",
    ],
)
def test_no_screen_holds_an_inline_script(admin, address):
    page = admin.get(address, follow=True).content.decode()
    assert INLINE.findall(page) == []


def test_dates_and_choosers_are_started_from_data(admin):
    page = admin.get("/admin/reports/site-history/").content.decode()
    started = re.findall(r'data-start="initDateChooser">(.*?)</script>', page)
    assert len(started) == 2
    assert json.loads(started[0])[1]["format"] == "Y-m-d"


def test_a_choosers_data_cannot_close_its_element():
    html = as_data('<i></i><script>new PageChooser("id", {"title": "</script><script>alert(1)"});</script>')
    assert html.count("</script>") == 1
    assert html.endswith("</script>")


def test_other_scripts_are_left_for_the_policy_to_refuse():
    assert as_data("<script>alert(1)</script>") == "<script>alert(1)</script>"
    assert "script-src 'self';" in policy("/admin/pages/")
    assert "style-src 'self';" in policy("/admin/pages/")


def test_the_editor_of_a_page_works_under_the_policy(live_server, page, log_in, user_for, page_problems):
    """Chromium reports every violation as a problem, and a problem fails the test."""
    from cms.pages.models import PlainPage

    root = Page.objects.get(depth=1)
    plain = root.add_child(instance=PlainPage(title="关于我们", slug="about"))
    log_in(page, user_for(is_superuser=True), live_server.url)
    page.goto(f"{live_server.url}/admin/pages/{plain.pk}/edit/")
    page.locator("[data-streamfield-list-add], .c-sf-add-button").first.click()
    page.get_by_role("option", name="正文").click()
    editor = page.locator(".public-DraftEditor-content").first
    editor.click()
    page.keyboard.type("停车")
    assert "停车" in editor.inner_text()
