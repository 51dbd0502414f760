"""Links: what readers can open passes."""

import pytest

from publishing.contract import Asset
from publishing.services import CheckContext, check_document

from .articles import article, context, paragraphs


def codes(href: str, known=None, **changes) -> list[str]:
    heading = {"type": "heading", "value": {"level": 2, "text": "一", "anchor": "one"}}
    body = (heading, paragraphs(f'见<a href="{href}">这里</a>'))
    return [issue.code for issue in check_document(article(body=body, **changes), known or context())]


@pytest.mark.parametrize(
    "href",
    [
        "/news/", "/policy/2026/0101/3/", "/policy/2026/0101/3/#art-1", "#one", "/news/2026/1120/7/#one", "https://www.npc.gov.cn/a?b=1",
        "mailto:a@example.gov.cn", "tel:0371-55550000",
    ],
)  # fmt: skip
def test_a_link_readers_can_open_passes(href):
    assert codes(href) == []


def test_a_file_of_the_item_itself_can_be_linked():
    assets = (Asset("/files/ab.pdf", "ab", 1),)
    assert codes("/files/ab.pdf", assets=assets) == []
    assert codes("/files/cd.pdf", assets=assets) == ["broken_link"]


def test_own_domain_written_out_is_only_a_warning_where_the_page_exists():
    (issue,) = check_document(
        article(body=(paragraphs('<a href="http://www.example.gov.cn/news/">栏目</a>'),)), context()
    )
    assert (issue.code, issue.severity, issue.excerpt) == ("own_domain", "warning", "栏目")


def test_addresses_are_not_judged_where_none_are_known():
    assert codes("/anywhere/", CheckContext(now=context().now)) == []
