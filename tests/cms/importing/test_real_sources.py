"""The real records: none crashes, no paragraph is lost, no layout rubbish comes along."""

from statistics import median

import pytest
from lxml import html as lxml_html

from cms.importing.html import parse, squeeze
from cms.importing.records import Item
from cms.importing.sources import read
from tests.real_input import DATA, records

RUBBISH = (
    "扫一扫在手机打开",
    "sendmail.gif",
    "de_bannerS",
    "javascript:",
    "主 题 词",
    "索 引 号",
    "var ",
    "function(",
)


def items(folder: str, kind: str) -> list[Item]:
    found = list(read(DATA / folder, kind))
    refused = [one for one in found if not isinstance(one, Item)]
    assert not refused
    return found


def spoken(item: Item) -> str:
    return squeeze("\n".join(item.said()))


def paragraphs_of(tree) -> list[str]:
    """The lines of the source as its own block elements and line breaks cut them, for comparison only."""
    for element in tree.iter("p", "br", "td", "div", "li"):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    return [squeeze(line) for line in lxml_html.tostring(tree, method="text", encoding="unicode").split("\n")]


def assert_nothing_lost(pairs, record_property) -> None:
    """`pairs` of what was imported and the tree or lines of the source's content."""
    ratios = []
    for item, lines in pairs:
        said = spoken(item)
        lost = [line for line in lines if line and line not in said]
        assert not lost, f"{item.where}: {lost[:3]}"
        ratios.append(len(said) / max(1, sum(map(len, lines))))
    record_property("text_ratio", f"min {min(ratios):.4f} median {median(ratios):.4f}")
    assert min(ratios) >= 0.99


def content(row: dict, name: str):
    tree = parse(row[name])
    found = tree.xpath("//*[@id='UCAP-CONTENT']")
    return found[0] if found else tree


def test_all_899_news_items_come_whole(record_property):
    found = items("news", "news")
    assert len(found) == 899
    rows = records("news/cctv_news.jsonl")
    pairs = [(item, paragraphs_of(parse(row["body_html"]))) for item, row in zip(found, rows, strict=True)]
    assert_nothing_lost(pairs, record_property)


def test_all_43_policies_come_whole(record_property):
    found = items("policy", "policy")
    assert len(found) == 43
    rows = records("policy/state_council.jsonl")
    pairs = []
    for item, row in zip(found, rows, strict=True):
        tree = content(row, "html")
        pairs.append((item, paragraphs_of(tree)))
    assert_nothing_lost(pairs, record_property)


def test_all_11_work_reports_come_whole(record_property):
    found = items("work_reports", "work_report")
    assert len(found) == 11
    pairs = []
    for item in found:
        text = (DATA / "work_reports" / item.where.split(":")[0]).read_text("utf-8")
        pairs.append((item, [squeeze(line).lstrip("—") for line in text.splitlines()[:2]]))
        pairs.append((item, [squeeze(line) for line in text.splitlines()[2:]]))
    whole = [(item, [line for i, lines in pairs if i is item for line in lines]) for item in found]
    assert_nothing_lost(whole, record_property)


@pytest.mark.parametrize(("folder", "kind"), [("news", "news"), ("policy", "policy")])
def test_no_layout_rubbish_comes_along(folder, kind):
    for item in items(folder, kind):
        stored = "".join(block.html + block.text for block in item.blocks)
        assert not [word for word in RUBBISH if word in stored], item.where
        assert "style=" not in stored


def test_the_tables_of_the_policies_keep_their_rows():
    tables = [block for item in items("policy", "policy") for block in item.blocks if block.kind == "table"]
    assert len(tables) == 10
    for block in tables:
        assert block.text
        assert all(len(row) == len(block.header) for row in block.rows)
    assert max(len(block.rows) for block in tables) == 55


def test_every_news_item_is_filled_in_for_the_gate():
    for item in items("news", "news"):
        assert 20 <= len(item.fields["summary"]) <= 300
        assert item.fields["source"]
