"""The report of foreign links in Chromium: axe finds nothing in what is ours, on a desk and on a phone."""

import pytest
from django.utils import timezone

from publishing.models import ExternalLink
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_report_reads_without_faults(user_for, live_server, new_page, log_in, viewport):
    from cms.editorial.permissions import grant_role_permissions

    grant_role_permissions()
    now = timezone.now()
    page = new_page(viewport=viewport)
    log_in(page, user_for("editor"), live_server.url)
    page.goto(f"{live_server.url}/admin/reports/outlinks/")
    assert axe_faults(page, "#listing-results") == []
    ExternalLink.objects.create(
        url="https://old.example.cn/" + "long/" * 30,
        url_hash="a" * 64,
        state="broken",
        status=404,
        note="对方回答 404",
        since=now,
        checked_at=now,
        used_in=[
            {"document_id": "page:7", "title": "链接很多的稿件"},
            {"document_id": "notice:zh-hans", "title": "公告"},
        ],
    )
    page.reload()
    keep_picture(page, f"outlinks-{viewport['width']}")
    assert axe_faults(page, "#listing-results") == []
    assert fits(page)
