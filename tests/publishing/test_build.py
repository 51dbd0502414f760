"""What a release holds, and what a change rewrites."""

import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree

from tests.publishing.factory import (
    THEME,
    Publisher,
    column,
    gone,
    home,
    identity,
    item,
    picture,
    replace,
    rich,
    small_site,
    tags,
)

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def site(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path / "site")


def same_for_readers(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """All but what says which release it is, and the search index: its answers are equal, its bytes may differ."""
    private = ("manifest.", ".well-known/manifest/", ".release/search")

    def public(files: dict[str, bytes]) -> dict[str, bytes]:
        return {name: data for name, data in files.items() if not name.startswith(private)}

    assert public(one) == public(other)


def test_every_page_of_a_small_site_is_served(site):
    site.publish(*small_site())
    for file in [
        "index.html",
        "news/index.html",
        "notices/index.html",
        "news/2026/0102/1/index.html",
        "sitemap.html",
        "sitemap.xml",
        "search/index.html",
        "404.html",
        "rss.xml",
        "atom.xml",
        "feed.json",
        "news/atom.xml",
        "robots.txt",
        "manifest.json",
    ]:
        assert (site.current / file).is_file(), file


def test_text_files_have_compressed_copies_beside_them(site):
    site.publish(*small_site())
    for name in ("index.html", "atom.xml", "sitemap.html"):
        assert (site.current / f"{name}.gz").is_file()
        assert (site.current / f"{name}.br").is_file()


def test_a_new_item_rewrites_few_files_at_any_size(site):
    site.publish(*small_site(105))
    built = site.publish(item(106))
    assert built.written <= 30
    assert "第106号" in site.read("news/index.html")
    assert "第106号" in site.read("index.html")


def test_archive_pages_never_change_once_full(site):
    site.publish(*small_site(41))
    oldest = site.read("news/archive/1/index.html")
    assert "第20号" in oldest
    assert "第21号" not in oldest
    for number in range(42, 62):
        site.publish(item(number))
    assert site.read("news/archive/1/index.html") == oldest
    assert "第60号" in site.read("news/archive/3/index.html")


def test_a_withdrawn_item_leaves_a_gap_and_a_note(site):
    site.publish(*small_site(41))
    second = site.read("news/archive/2/index.html")
    site.publish(gone(item(3), "引用数字有误"))
    assert "第3号" not in site.read("news/archive/1/index.html")
    assert "第21号" not in site.read("news/archive/1/index.html")
    assert site.read("news/archive/2/index.html") == second
    assert not (site.current / "news/2026/0104/3/index.html").exists()
    assert "引用数字有误" in site.read(".gone/news/2026/0104/3/index.html")


def test_an_item_published_again_takes_its_old_place(site):
    site.publish(*small_site(25))
    before = site.files()
    site.publish(gone(item(3)))
    site.publish(item(3))
    same_for_readers(site.files(), before)


def test_publishing_nothing_makes_no_release(site):
    first = site.publish(*small_site())
    again = site.publish()
    assert (again.release, again.written, again.removed) == (first.release, 0, 0)


def test_a_full_build_gives_the_same_bytes(site):
    site.publish(*small_site(30))
    site.publish(replace(item(3), title="换了标题", tags=tags("立法")))
    site.publish(item(31, "page:notices", kind="notice"))
    before = site.files()
    site.publish(full=True)
    same_for_readers(site.files(), before)


def test_a_lost_or_damaged_state_means_a_full_build(site):
    site.publish(*small_site())
    before = site.files()
    site.paths.state.write_bytes(b"not a database at all")
    site.publish(item(4))
    site.paths.state.unlink()
    site.publish(gone(item(4)))
    assert "第1号" in site.read("news/index.html")
    new = {
        name for name in site.files().keys() - before.keys() if not name.startswith(".well-known/manifest/")
    }
    assert new == {name for name in site.files() if name.startswith(".gone/")}


def test_a_document_that_cannot_be_rendered_stays_at_its_last_good_version(site):
    site.publish(*small_site())
    broken = replace(item(2), title="坏了", body=(rich('<p onclick="x()">点我</p>'),))
    built = site.publish(broken, item(4))
    assert built.held == {"page:2"}
    assert "内联脚本" in built.problems[0].message
    assert "第2号" in site.read("news/2026/0103/2/index.html")
    assert "坏了" not in site.read("news/index.html")
    assert "第4号" in site.read("news/index.html")


def test_a_new_document_that_cannot_be_rendered_is_left_out(site):
    site.publish(*small_site())
    built = site.publish(item(4, body=(rich("<style>p{}</style>"),)), item(5))
    assert built.held == {"page:4"}
    assert "第4号" not in site.read("news/index.html")
    assert "第5号" in site.read("news/index.html")


@pytest.mark.parametrize(
    "path", ["/news/../../etc/passwd", "news/1/", "/news/立法/", "/theme/x/", "/.gone/x/"]
)
def test_an_address_that_may_not_be_is_refused_by_name(site, path):
    built = site.publish(*small_site(), replace(item(9), path=path))
    assert built.held == {"page:9"}
    assert path in built.problems[0].message


def test_of_two_documents_with_one_address_the_first_keeps_it(site):
    built = site.publish(*small_site(), replace(item(9), path=item(1).path))
    assert built.held == {"page:9"}
    assert "第1号" in site.read("news/2026/0102/1/index.html")


def test_a_missing_asset_holds_its_document_back(site):
    asset = site.store(b"picture", "/media/a.jpg")
    lost = replace(asset, path="/media/b.jpg", sha256="0" * 64)
    built = site.publish(*small_site(1), item(2, assets=(asset,), picture=picture()), item(3, assets=(lost,)))
    assert built.held == {"page:3"}
    assert (site.current / "media/a.jpg").read_bytes() == b"picture"


def test_english_stands_under_its_own_prefix_and_only_what_is_translated(site):
    translated = item(1, translations={"en": "page:101"})
    english = item(
        101, "page:news-en", locale="en", path="/en/news/2026/0102/101/", title="A session", sequence=101
    )
    news_en = replace(column("news", "News", locale="en"), id="page:news-en")
    site.publish(*small_site(), translated, identity("en"), home("en"), news_en, english)
    assert 'hreflang="en"' in site.read("news/2026/0102/1/index.html")
    assert 'hreflang="zh-Hans-CN"' in site.read("en/news/2026/0102/101/index.html")
    assert "hreflang" not in site.read("news/2026/0103/2/index.html")
    assert "Page not found" in site.read("en/404.html")
    assert "第2号" not in site.read("en/news/index.html")


def test_tags_have_pages_and_an_index(site):
    site.publish(*small_site(), item(4, tags=tags("立法", "历法")))
    index = site.read("tags/index.html")
    slugs = re.findall(r'href="/tags/([a-z0-9]+)/"', index)
    assert len(set(slugs)) == 2
    assert "第4号" in site.read(f"tags/{slugs[0]}/index.html")


def test_related_items_are_earlier_ones_so_older_pages_stay(site):
    site.publish(*small_site(), item(4, tags=tags("立法")))
    before = site.read("news/2026/0105/4/index.html")
    site.publish(item(5, tags=tags("立法")), item(6, tags=tags("立法")))
    assert "第4号" in site.read("news/2026/0107/6/index.html")
    changed = site.read("news/2026/0105/4/index.html")
    assert changed.count("第6号") == before.count("第6号") == 0


def test_sitemap_xml_lists_exactly_the_pages(site):
    site.publish(*small_site(23), item(24, tags=tags("立法")))
    index = etree.fromstring((site.current / "sitemap.xml").read_bytes())
    listed = set()
    for shard in index.findall(".//{*}loc"):
        tree = etree.parse(site.current / shard.text.removeprefix("https://www.example.gov.cn/"))
        listed |= {loc.text.removeprefix("https://www.example.gov.cn") for loc in tree.findall(".//{*}loc")}
    pages = {"/" + name.removesuffix("index.html") for name in site.files() if name.endswith(".html")}
    assert listed == {p for p in pages if not p.startswith("/.") and p != "/404.html"}


def test_feeds_parse_and_carry_absolute_links(site):
    body = rich('<p><a href="/news/">要闻</a></p>')
    site.publish(*small_site(25), item(26, body=(body,)))
    atom = etree.fromstring((site.current / "news/atom.xml").read_bytes())
    assert len(atom.findall(f"{ATOM}entry")) == 20
    content = atom.find(f"{ATOM}entry/{ATOM}content").text
    assert 'href="https://www.example.gov.cn/news/"' in content
    rss = etree.fromstring((site.current / "rss.xml").read_bytes())
    assert rss.find("channel/item/title").text == "第26号工作动态"
    feed = json.loads(site.read("feed.json"))
    assert feed["items"][0]["url"].startswith("https://www.example.gov.cn/news/")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"


def test_a_column_without_items_has_no_feed_and_promises_none(site):
    site.publish(*small_site())
    assert not (site.current / "notices/atom.xml").exists()


def test_a_link_to_what_left_is_not_broken_because_a_note_answers(site):
    link = rich(f'<p><a href="{item(1).path}">前文</a></p>')
    assert not site.publish(*small_site(), item(4, body=(link,))).problems
    assert not site.publish(gone(item(1))).problems
    assert not site.publish(drop=("page:1",)).problems


def test_a_card_shown_in_a_body_is_renewed_when_its_document_changes(site):
    related = {"type": "related", "value": {"title": "相关", "documents": ["page:1"]}}
    site.publish(*small_site(), item(4, body=(related,)))
    site.publish(replace(item(1), title="新的名字"))
    assert "新的名字" in site.read("news/2026/0105/4/index.html")


def test_a_changed_template_rewrites_the_pages_that_use_it(site, tmp_path):
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    publisher = Publisher(tmp_path / "other", theme)
    publisher.publish(*small_site())
    page = theme / "templates/pages/gone.html"
    page.write_text(page.read_text().replace("<p>", "<p>说明："))
    built = Publisher(tmp_path / "other", theme).publish()
    assert built.written == 1  # the copy of the template for the search service
    item_page = theme / "templates/pages/item.html"
    item_page.write_text(item_page.read_text().replace("<h1>", '<h1 class="song">'))
    Publisher(tmp_path / "other", theme).publish()
    assert '<h1 class="song">' in publisher.read("news/2026/0102/1/index.html")


def test_a_changed_template_of_blocks_rewrites_the_pages_whose_text_it_shows(tmp_path):
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    Publisher(tmp_path / "site", theme).publish(*small_site())
    blocks = theme / "templates/parts/blocks.html"
    blocks.write_text(
        blocks.read_text().replace(
            "{{ block.value.html|safe }}", "<section>{{ block.value.html|safe }}</section>"
        )
    )
    publisher = Publisher(tmp_path / "site", theme)
    publisher.publish()
    assert "<section>" in publisher.read("news/2026/0102/1/index.html")


def test_the_day_turning_renews_only_pages_that_show_it(site):
    site.publish(*small_site(), as_of="2026-11-22")
    built = site.publish(as_of="2026-11-23")
    assert built.written == 2  # home, and the context the search service uses
    assert "2026-11-23" in site.read("index.html")
