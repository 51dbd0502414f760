"""The screens of releases and public hosts in Chromium: axe finds nothing, on a desk, on a phone and in the dark."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from foundation.jobs.services import run_waiting
from publishing.services import publish_site, roll_back
from tests.publishing.factory import item, replace, rich
from tests.publishing.test_services import content  # noqa: F401 - the fixture of an app's documents
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def screens(content, settings, tmp_path, user_for) -> dict[str, str]:  # noqa: F811
    """Every screen with something on it: a change, a fault, a rollback that holds, a target there and one away."""
    (tmp_path / "www").mkdir()
    settings.RELEASE_TARGETS = f"dir:{tmp_path}/www bundle:{tmp_path}/transfer/in/a/folder/with/a/long/name"
    first = publish_site().release
    run_waiting()
    content.save(
        replace(item(1), title="改错了的标题"),
        item(4, body=(rich("<p>联系人手机 13800138000</p>"),)),
        reason="更正",
    )
    second = publish_site().release
    roll_back(first, user_for("chief_editor", display_name="严谷雨"), "标题错了")
    run_waiting()
    two = {"old": first, "new": second}
    return {
        "list": reverse("releases:index"),
        "nothing-found": f"{reverse('releases:index')}?q=没有的字",
        "detail": reverse("releases:detail", args=[second]),
        "diff": f"{reverse('releases:diff')}?{urlencode(two)}",
        "page": f"{reverse('releases:page')}?{urlencode({**two, 'file': 'news/index.html'})}",
        "targets": reverse("releases:targets"),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_screen_reads_without_faults(
    screens, user_for, live_server, new_page, log_in, viewport, scheme
):
    page = new_page(viewport=viewport, color_scheme=scheme)
    log_in(page, user_for("chief_editor"), live_server.url)
    for name, address in screens.items():
        page.goto(live_server.url + address)
        for summary in page.locator(".ed details > summary").all():
            summary.click()
        keep_picture(page, f"releases-{name}-{viewport['width']}-{scheme}")
        assert axe_faults(page) == [], name
        assert fits(page), name


def test_a_target_is_delivered_to_again_by_keyboard_alone(screens, user_for, live_server, new_page, log_in):
    page = new_page(java_script_enabled=False)
    log_in(page, user_for("chief_editor"), live_server.url)
    page.goto(live_server.url + screens["targets"])
    page.locator(".ed summary").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("理由").first.fill("磁盘换过")
    page.get_by_role("button", name="投递现在的版本").first.click()
    expect(page.get_by_text("已开始投递").first).to_be_visible()
