"""A theme and plugins written for Pelican itself work as they are, and pages nothing changed for stay as they are."""

import json
import shutil
from pathlib import Path

import pelican
import pytest
from lxml import etree, html
from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from tests.publishing import pelican_listener
from tests.publishing.equivalence.stage import assert_same
from tests.publishing.factory import (
    Publisher,
    column,
    gone,
    home,
    identity,
    item,
    replace,
    rich,
    small_site,
    tags,
)

STOCK = Path(pelican.__file__).parent / "themes"
OPTIONS = {
    "pelican_plugins": json.dumps(["neighbors", "sitemap"]),
    "pelican_settings": json.dumps({"SITEMAP": {"format": "txt"}, "DEFAULT_PAGINATION": 10}),
}
NEIGHBOURS = """
{% extends "!simple/article.html" %}
{% block content %}{{ super() }}
{% if article.next_article %}<a rel="next" href="/{{ article.next_article.url }}">{{ article.next_article.title }}</a>{% endif %}
{% if article.prev_article %}<a rel="prev" href="/{{ article.prev_article.url }}">{{ article.prev_article.title }}</a>{% endif %}
{% endblock %}
"""


@pytest.fixture(autouse=True)
def plugins_leave_with_the_test():
    """Pelican connects plugins for the life of the process."""
    every = [one for one in vars(signals).values() if hasattr(one, "receivers")]
    before = [(one, dict(one.receivers), {k: set(v) for k, v in one._by_sender.items()}) for one in every]
    yield
    for one, receivers, by_sender in before:
        one.receivers.clear()
        one.receivers.update(receivers)
        one._by_sender.clear()
        one._by_sender.update(by_sender)


@pytest.fixture
def theme(tmp_path) -> Path:
    """`notmyidea` as it comes with Pelican, with an article page that shows what the plugin gives it."""
    theme = tmp_path / "theme"
    shutil.copytree(STOCK / "notmyidea", theme)
    (theme / "templates/article.html").write_text(NEIGHBOURS, "utf-8")
    return theme


def publisher(root: Path, theme: Path) -> Publisher:
    made = Publisher(root, theme)
    made.setup.options.update(OPTIONS)
    return made


@pytest.fixture
def site(tmp_path, theme) -> Publisher:
    site = publisher(tmp_path / "site", theme)
    site.publish(*small_site(24), item(25, "page:notices", tags=tags("立法"), author="张三"))
    return site


def test_every_page_a_pelican_site_has_is_there(site):
    for file in (
        "index.html",
        "index2.html",
        "index3.html",
        "news/index.html",
        "news/index2.html",
        "notices/index.html",
        "archives.html",
        "categories.html",
        "authors.html",
        "tags/index.html",
        f"tags/{tags('立法')[0].slug}/index.html",
        "news/2026/0102/1/index.html",
        "404.html",
        "search/index.html",
        "atom.xml",
        "news/rss.xml",
        "sitemap.xml",
    ):
        assert (site.current / file).is_file(), file


def test_templates_see_pelicans_own_objects(site):
    page = html.fromstring(site.read("notices/2026/0126/25/index.html"))
    assert "第25号工作动态" in page.findtext(".//title")
    assert "人民" in "".join(page.itertext())
    assert "张三" in "".join(page.itertext())
    links = page.xpath("//a/@href")
    assert any(link.endswith("/notices/") for link in links)
    style = page.xpath("//link[@rel='stylesheet']/@href")[0]
    assert (site.current / style.removeprefix("https://www.example.gov.cn/")).is_file()


def test_a_stock_plugin_gives_articles_their_neighbours(site):
    page = html.fromstring(site.read("news/2026/0103/2/index.html"))
    assert page.xpath("//a[@rel='next']/text()") == ["第3号工作动态"]
    assert page.xpath("//a[@rel='prev']/text()") == ["第1号工作动态"]


def test_a_stock_plugin_writes_a_file_into_the_release(site):
    lines = site.read("sitemap.txt").splitlines()
    assert "https://www.example.gov.cn/news/2026/0102/1/" in lines
    assert "https://www.example.gov.cn/" in lines
    site.publish(drop=("page:1",))
    assert "https://www.example.gov.cn/news/2026/0102/1/" not in site.read("sitemap.txt").splitlines()


def test_our_own_feeds_and_sitemap_take_part(site):
    feed = etree.fromstring((site.current / "atom.xml").read_bytes())
    assert len(feed.findall("{*}entry")) == 20
    assert b"sitemaps/items-0.xml" in (site.current / "sitemap.xml").read_bytes()


def test_a_changed_text_rewrites_its_page_and_what_shows_it(site):
    before = site.files()
    built = site.publish(replace(item(2), body=(rich("<p>只改正文</p>"),)))
    assert "只改正文" in site.read("news/2026/0103/2/index.html")
    changed = {
        name for name, data in site.files().items() if before.get(name) != data and name.endswith("html")
    }
    assert "news/2026/0103/2/index.html" in changed
    assert len(changed) == 1
    assert built.written < 30


def test_a_changed_title_renews_the_neighbours_too(site):
    site.publish(replace(item(2), title="换了标题"))
    assert "换了标题" in site.read("news/2026/0102/1/index.html")
    assert "换了标题" in site.read("news/2026/0104/3/index.html")
    assert "换了标题" in site.read("archives.html")


@pytest.mark.parametrize("name", ["simple", "notmyidea"])
def test_after_any_change_it_equals_a_full_build(tmp_path, name):
    site = publisher(tmp_path / "site", STOCK / name)
    site.publish(
        *small_site(23),
        identity("en"),
        home("en"),
        item(30, kind="page", sequence=0, path="/about/", column=""),
    )
    english = item(
        41, "page:news", locale="en", path="/en/41/", title="A session", translations={"zh-hans": "page:5"}
    )
    steps = [
        [item(31, tags=tags("立法", "监督"), author="李四")],
        [replace(item(5), title="改名", tags=tags("立法")), english],
        [replace(item(7), column="page:notices")],
        [replace(item(9), published="2020-01-01T00:00:00+00:00")],
        [gone(item(11)), column("notices", "公告栏", position=1)],
        [replace(item(30, kind="page", sequence=0, path="/about/", column=""), title="关于我们")],
        [replace(item(31), body=({"type": "related", "value": {"title": "相关", "documents": ["page:5"]}},))],
        [replace(item(5), title="又改名")],
    ]
    for number, documents in enumerate(steps):
        site.publish(*documents)
        full = publisher(tmp_path / f"full{number}", STOCK / name)
        shutil.copyfile(site.paths.snapshot, full.paths.snapshot)
        full.rebuild()
        assert_same(site.files(), full.files())


def test_a_document_with_a_script_in_it_is_held_back(site):
    built = site.publish(replace(item(2), title="坏了", body=(rich('<p onclick="x()">点我</p>'),)))
    assert built.held == {"page:2"}
    assert "坏了" not in site.read("archives.html")


def test_plugins_hear_what_pelican_tells_with_what_belongs_to_it(tmp_path):
    pelican_listener.heard.clear()
    site = Publisher(tmp_path / "site", STOCK / "simple")
    site.setup.options["pelican_plugins"] = json.dumps(["tests.publishing.pelican_listener"])
    site.publish(*small_site(3))
    heard = pelican_listener.heard
    order = list(dict.fromkeys(name for name, _, _ in heard))
    assert set(order) == set(pelican_listener.NAMES)
    assert order.index("article_generator_pretaxonomy") < order.index("article_generator_finalized")
    assert order.index("all_generators_finalized") < order.index("content_written") < order.index("finalized")
    said = {name: (sender, given) for name, sender, given in heard}
    generator = said["article_generator_finalized"][0]
    assert isinstance(generator, ArticlesGenerator)
    assert [article.title for article in generator.articles] == [f"第{n}号工作动态" for n in (3, 2, 1)]
    assert [category.name for category, _ in generator.categories] == ["要闻"]
    assert isinstance(said["content_object_init"][0], Article)
    assert "常务委员会" in said["article_generator_write_article"][1]["text"]
    written = {given["context"]["output_file"] for name, _, given in heard if name == "content_written"}
    assert {"index.html", "news/index.html", "news/2026/0102/1/index.html"} <= written
    assert len([name for name, _, _ in heard if name == "finalized"]) == 1


def test_what_a_plugin_gives_to_one_article_renews_pages_that_show_it_and_no_other(tmp_path, monkeypatch):
    site = Publisher(tmp_path / "site", STOCK / "simple")
    site.setup.options["pelican_plugins"] = json.dumps(["tests.publishing.pelican_listener"])
    site.publish(*small_site(3))
    before = site.files()

    def shout(sender, **given):
        for article in sender.articles[:1]:
            article.title = "插件改的标题"

    with signals.article_generator_pretaxonomy.connected_to(shout):
        site.publish()
    changed = {
        name for name, data in site.files().items() if before.get(name) != data and name.endswith(".html")
    }
    assert changed == {"index.html", "archives.html", "news/index.html", "news/2026/0104/3/index.html"} | {
        name for name in changed if name.startswith(("author/", "tags/"))
    }
