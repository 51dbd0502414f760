"""A site with columns, a chief editor, and small invented sources."""

import json
from pathlib import Path

import pytest
from wagtail.models import Locale, Page

from cms.pages.models import ColumnPage, HomePage
from cms.pages.services import publish_imported
from cms.pages.services.setup_site import system_user
from tests.cms.editorial.conftest import make_user

COLUMNS = ("yaowen", "dongtai", "daibiao", "zhifajiancha", "zhengce", "jueyi", "jianyi", "daibiaodahui")


@pytest.fixture
def site(db):
    """The columns the rules know, without the rest of a site."""
    Locale.objects.get_or_create(language_code="zh-hans")
    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="示例市人大", slug="shili", description="网站", live=False)
    )
    publish_imported(home, by=system_user(), reason="建站")
    for slug in COLUMNS:
        column = ColumnPage(title=slug, slug=slug, description=slug, keywords=slug, live=False)
        publish_imported(home.add_child(instance=column), by=system_user(), reason="建站")


@pytest.fixture
def chief(site):
    return make_user("严谷雨", "chief_editor")


@pytest.fixture
def write(tmp_path):
    """`write("a.jsonl", row, row, "raw line")` makes a source file."""

    def make(name: str, *rows) -> Path:
        lines = [row if isinstance(row, bytes | str) else json.dumps(row, ensure_ascii=False) for row in rows]
        raw = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
        path = tmp_path / name
        path.write_bytes(raw + b"\n")
        return path

    return make


def news(number: int = 1, **changes) -> dict:
    return {
        "title": f"市人大常委会调研第{number}个社区",
        "date": "2024-03-05",
        "source": "示例日报",
        "url": f"https://news.example.com/{number}.html",
        "body_html": f"<p>3月5日，市人大常委会组织部分代表到第{number}个社区调研。</p><p>代表们提出了建议。</p>",
        **changes,
    }
