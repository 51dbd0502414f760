"""An app that registers an exporter gets pages, lists, feeds, search, sitemap and checks; the engine knows nothing of it."""

import json
import shutil

import pytest
from lxml import etree

from publishing import registry
from publishing.contract import Exporter
from publishing.services import publish_site, record_change, register_exporter
from publishing.site_server import SiteServer
from tests.publishing.factory import THEME, column, item, replace, small_site
from tests.publishing.family.stations import Station, Stations
from tests.publishing.test_site_server import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def stations(monkeypatch, settings, tmp_path) -> Stations:
    settings.SITE_DIR, settings.SITE_THEME_DIR = tmp_path / "site", THEME
    for name in list(registry.exporters):
        monkeypatch.delitem(registry.exporters, name)
    monkeypatch.setattr(registry, "context_sources", [])
    frame = {document.id: document for document in [*small_site(), column("stations", "联络站", position=2)]}
    for prefix in ("page", "site"):
        ids = [name for name in frame if name.startswith(prefix + ":")]
        register_exporter(
            Exporter(prefix, lambda names: [frame[n] for n in names if n in frame], lambda ids=ids: ids)
        )
    stations = Stations()
    register_exporter(stations.exporter())
    stations.save(Station(1, "城关街道第一联络站", "人民路8号"))
    stations.save(Station(2, "城关街道第二联络站", "解放路2号"))
    publish_site()
    return stations


@pytest.fixture
def browser(stations, settings) -> Browser:
    return Browser(settings.SITE_DIR)


def page(settings, file: str) -> str:
    return (settings.SITE_DIR / "current" / file).read_text("utf-8")


def test_its_documents_are_shown_with_the_template_it_brings(stations, settings):
    shown = page(settings, "stations/2/index.html")
    assert "接待地点" in shown
    assert "解放路2号" in shown
    assert 'name="ArticleTitle" content="城关街道第二联络站"' in shown
    assert "城关街道第一联络站" in shown  # the one before


def test_they_stand_in_lists_tags_feeds_sitemaps_and_search(stations, settings, browser):
    assert "城关街道第二联络站" in page(settings, "stations/index.html")
    assert "城关街道第一联络站" in page(settings, "tags/chengguan/index.html")
    feed = json.loads(page(settings, "stations/feed.json"))
    assert [item["title"] for item in feed["items"]] == ["城关街道第二联络站", "城关街道第一联络站"]
    shards = etree.fromstring(page(settings, "sitemap.xml").encode()).findall(".//{*}loc")
    listed = "".join(page(settings, loc.text.split(".cn/", 1)[-1].split("/", 3)[-1]) for loc in shards)
    assert "/stations/1/" in listed
    assert "城关街道第一联络站" in browser.search("人民路8号").replace("<mark>", "").replace("</mark>", "")


def test_a_change_rewrites_few_files_and_goes_live(stations, settings):
    record_change(stations.save(Station(1, "城关街道中心联络站", "人民路8号")), "publish")
    release = publish_site()
    assert release.written < 30
    assert "城关街道中心联络站" in page(settings, "stations/1/index.html")
    assert "城关街道中心联络站" in page(settings, "stations/index.html")


def test_a_link_that_leads_nowhere_is_found_in_it_too(stations):
    record_change(stations.save(Station(3, "城东联络站", "东街1号", guide="/stations/guide/")), "publish")
    assert any("/stations/guide/" in problem.message for problem in publish_site().problems)


def test_what_closes_answers_that_it_is_gone(stations, settings, browser):
    record_change(
        stations.save(Station(1, "城关街道第一联络站", "人民路8号", closed="已并入第二联络站")), "withdraw"
    )
    publish_site()
    assert "城关街道第一联络站" not in page(settings, "stations/index.html")
    answer = Browser(settings.SITE_DIR).get("/stations/1/")
    assert answer["status"] == 410
    assert "已并入第二联络站" in answer["body"].decode()


def test_the_theme_of_the_site_may_show_the_kind_in_its_own_way(stations, settings, tmp_path):
    settings.SITE_THEME_DIR = tmp_path / "theme"
    shutil.copytree(THEME, settings.SITE_THEME_DIR)
    own = settings.SITE_THEME_DIR / "templates" / "pages" / "station.html"
    own.write_text(
        '{% extends "base.html" %}{% block main %}<h1>本站：{{ doc.title }}</h1>{% endblock %}', "utf-8"
    )
    publish_site()
    assert "本站：城关街道第一联络站" in page(settings, "stations/1/index.html")
    assert isinstance(SiteServer(settings.SITE_DIR), SiteServer)


def test_a_kind_nobody_brings_a_template_for_is_held_back_by_name(stations, settings):
    office = replace(item(900), id="office:1", kind="office")
    register_exporter(Exporter("office", lambda names: [office], lambda: [office.id]))
    record_change(office.id, "publish")
    problems = {problem.document_id: problem.message for problem in publish_site().problems}
    assert "pages/office.html" in problems["office:1"]


def test_its_list_page_is_led_to_from_the_column_it_names_and_from_the_site_map(stations, settings):
    def roll(title: str, column: str):
        data = {"list_of": column, "description": "全市的联络站", "address": "", "hours": ""}
        return replace(item(901), id="roll:all", kind="station", path="/roll/", title=title, column="", sequence=0, data=data)  # fmt: skip

    shown = [roll("联络站名录", "/stations/")]
    register_exporter(Exporter("roll", lambda names: shown, lambda: ["roll:all"]))
    for title in ("联络站名录", "联络站一览"):
        shown[0] = roll(title, "/stations/")
        record_change("roll:all", "publish")
        publish_site()
        for file in ("stations/index.html", "sitemap.html"):
            assert f'<a href="/roll/">{title}</a>' in page(settings, file), file
        assert 'href="/stations/"' in page(settings, "roll/index.html")  # the way back
    shown[0] = roll("联络站一览", "/nowhere/")
    record_change("roll:all", "publish")
    publish_site()
    assert "/roll/" not in page(settings, "stations/index.html")
    assert 'href="/roll/"' in page(settings, "sitemap.html")
