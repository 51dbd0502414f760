"""The screen of the site-wide notice in Chromium: axe finds nothing, with a notice and without, by day and by night."""

import pytest

from cms.notices import services
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_screen_reads_without_faults(user_for, live_server, new_page, log_in, viewport, scheme):
    chief = user_for("chief_editor", display_name="严谷雨")
    page = new_page(viewport=viewport, color_scheme=scheme)
    log_in(page, chief, live_server.url)
    for text in ("", "因系统维护，明日 9 时至 11 时网上接访暂停", "今日下午接访改在南楼一层"):
        if text:
            services.raise_notice(
                chief, level="urgent", text=text, text_en="", link="", until=None, reason="停电检修"
            )
        page.goto(f"{live_server.url}/admin/site-notice/")
        keep_picture(page, f"notice-{len(text)}-{viewport['width']}-{scheme}")
        assert axe_faults(page) == [], text
        assert fits(page), text
