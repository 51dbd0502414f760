"""A preview is the page readers will get."""

import re

import pytest

from publishing.rendering import preview
from tests.publishing.factory import Publisher, home, item, picture, replace, rich, small_site


@pytest.fixture
def site(tmp_path) -> Publisher:
    site = Publisher(tmp_path / "site")
    site.publish(*small_site())
    return site


def with_readers_addresses(html: str) -> str:
    """The preview with the addresses of the public site put back."""
    html = re.sub(r"/preview-files/theme/", "/theme/", html)
    return re.sub(r'(\s(?:href|src|action)=")https://www\.example\.gov\.cn/', r"\g<1>/", html)


def test_a_preview_of_a_published_page_is_that_page(site):
    html = preview.render_page(site.setup, item(2))
    published = re.sub(
        r'(\s(?:href|src|action)=")https://www\.example\.gov\.cn/',
        r"\g<1>/",
        site.read("news/2026/0103/2/index.html"),
    )
    assert with_readers_addresses(html) == published


def test_a_draft_shows_its_own_words_and_its_neighbours(site):
    html = preview.render_page(site.setup, item(4, title="草稿标题", body=(rich("<p>新内容</p>"),)))
    assert "草稿标题" in html
    assert "新内容" in html
    assert "第3号" in html


def test_a_preview_changes_nothing(site):
    before = site.files()
    preview.render_page(site.setup, item(4, title="草稿标题"))
    site.publish()
    assert site.files() == before


def test_home_and_column_can_be_previewed(site):
    led = preview.render_page(site.setup, replace(home(), data={"lead": ["page:1"]}))
    assert led.index("第1号") < led.index("第3号")
    column = next(one for one in small_site() if one.kind == "column")
    assert "换了栏目名" in preview.render_page(site.setup, replace(column, title="换了栏目名"))


def test_a_page_that_was_never_published_has_no_place_in_the_order_yet(site):
    html = preview.render_page(site.setup, item(9, sequence=0, published="", updated=""))
    assert "第9号" in html


def test_pictures_of_a_draft_come_from_the_store(site):
    asset = site.store(b"jpeg", "/media/a.jpg")
    body = ({"type": "rich_text", "value": {"html": '<p><img src="/media/a.jpg" alt="会场"></p>'}},)
    html = preview.render_page(site.setup, item(5, body=body, assets=(asset,), picture=picture()))
    assert f'src="/preview-files/asset/{asset.sha256}.jpg"' in html
