"""Editors see which foreign links do not answer, where they are used, and can take the list along."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from foundation.jobs.models import Job
from publishing.contract import Document
from publishing.links.probe import Finding
from publishing.models import ExternalLink
from publishing.services import external_links
from publishing.services.where import site_paths
from publishing.snapshot import Snapshot
from tests.publishing.factory import item, rich

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
ANSWERS = {
    "https://www.npc.gov.cn/": Finding("ok", 200),
    "https://old.example.cn/a?x=1&y=2": Finding("broken", 404, "对方回答 404"),
}


class Progress:
    def step(self, percent, message=""):
        pass


@pytest.fixture
def links(settings, tmp_path, monkeypatch):
    settings.SITE_DIR = tmp_path / "site"
    site_paths().prepare()
    text = '<p><a href="https://www.npc.gov.cn/#top">人大网</a><a href="https://old.example.cn/a?x=1&amp;y=2">旧</a></p>'
    own = f'<p><a href="{settings.SITE_BASE_URL}/news/">本站</a></p>'
    page: Document = item(7, body=(rich(text), rich(own)), title="链接很多的稿件")
    with Snapshot(site_paths().snapshot) as snapshot:
        snapshot.put(page)
    asked = []

    def check(urls, prober):
        asked.extend(urls)
        return [(url, ANSWERS[url]) for url in urls]

    monkeypatch.setattr(external_links, "check_all", check)
    return asked


def test_every_foreign_link_is_looked_at_once_and_noted_with_its_page(links):
    external_links.check_job({}, Progress())
    assert sorted(links) == sorted(ANSWERS)
    row = ExternalLink.objects.get(state="broken")
    assert row.used_in == [{"document_id": "page:7", "title": "链接很多的稿件"}]


def test_since_when_it_is_so_stays_until_it_changes(links):
    with time_machine.travel(NOW, tick=False) as clock:
        external_links.check_job({}, Progress())
        clock.shift(timedelta(days=7))
        external_links.check_job({}, Progress())
        row = ExternalLink.objects.get(state="broken")
        assert (row.since, row.checked_at) == (NOW, NOW + timedelta(days=7))


def test_what_nobody_links_to_any_more_leaves_the_table(links):
    external_links.check_job({}, Progress())
    with Snapshot(site_paths().snapshot) as snapshot:
        snapshot.drop("page:7")
    external_links.check_job({}, Progress())
    assert not ExternalLink.objects.exists()


def test_the_clock_orders_it_once_a_week_unless_it_is_switched_off(links, settings):
    settings.CHECK_EXTERNAL_LINKS = False
    external_links.order_check()
    assert not Job.objects.filter(kind=external_links.CHECK_JOB).exists()
    settings.CHECK_EXTERNAL_LINKS = True
    with time_machine.travel(NOW, tick=False) as clock:
        external_links.check_job({}, Progress())
        clock.shift(timedelta(days=5))
        external_links.order_check()
        assert not Job.objects.filter(kind=external_links.CHECK_JOB).exists()
        clock.shift(timedelta(days=2))
        external_links.order_check()
        assert Job.objects.filter(kind=external_links.CHECK_JOB).exists()


def test_the_office_sees_the_report_with_a_way_to_the_page(links, client_for):
    external_links.check_job({}, Progress())
    client = client_for("editor")
    html = client.get(reverse("outlinks:report")).content.decode()
    assert "old.example.cn" in html
    assert "对方回答 404" in html
    assert reverse("wagtailadmin_pages:edit", args=[7]) in html
    assert "www.npc.gov.cn" not in html
    assert "www.npc.gov.cn" in client.get(reverse("outlinks:report"), {"state": "ok"}).content.decode()


def test_the_report_can_be_taken_along(links, client_for):
    external_links.check_job({}, Progress())
    answer = client_for("chief_editor").get(reverse("outlinks:report"), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "链接很多的稿件" in text
    assert "打不开" in text


def test_whoever_writes_nothing_does_not_see_it(links, client_for):
    assert client_for("system_admin").get(reverse("outlinks:report")).status_code in (302, 403)
