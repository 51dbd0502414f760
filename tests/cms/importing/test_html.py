"""Cleaning HTML: what is read stays, what only lays out goes."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from cms.importing.html import parse, read_blocks, squeeze
from cms.importing.html.flow import DROPPED

WORDS = st.text("一二三甲乙丙abc123，。：（）“”　 <>&\n", min_size=0, max_size=30).map(escape)
INLINE = st.sampled_from(["span", "b", "strong", "i", "em", "font", "a", "u", "sup", "o:p"])
BLOCK = st.sampled_from(["p", "div", "h1", "h3", "center", "blockquote", "section", "li", "ul", "ol", "pre"])
STYLE = st.sampled_from(["", ' style="font-weight: bold"', ' align="center"', ' class="share"'])


def wrap(tag: str, style: str, inner: str) -> str:
    return f"<{tag}{style}>{inner}</{tag}>"


def table(rows: list[list[str]]) -> str:
    return wrap("table", "", "".join(wrap("tr", "", "".join(wrap("td", "", c) for c in row)) for row in rows))


def nest(children):
    some = st.lists(children, max_size=4).map("".join)
    grid = st.lists(st.lists(WORDS, min_size=2, max_size=3), min_size=1, max_size=4)
    return st.one_of(
        st.builds(wrap, INLINE, STYLE, some),
        st.builds(wrap, BLOCK, STYLE, some),
        st.lists(children, max_size=3).map("<br>".join),
        st.builds(table, grid),
        st.builds(table, st.lists(st.lists(some, min_size=1, max_size=2), min_size=1, max_size=2)),
    )


PAGES = st.recursive(WORDS, nest, max_leaves=25)


def source_text(source: str) -> str:
    tree = parse(source)
    for element in list(tree.iter(*DROPPED)):
        element.drop_tree()
    return squeeze(tree.text_content())


@given(PAGES)
def test_no_text_is_lost_and_none_is_made_up(source):
    said = squeeze(read_blocks(parse(source)).said())
    whole = source_text(source)
    unnamed = said
    for number in range(
        1, 30
    ):  # a table without a caption is named 表1, 表2 …, or after the heading before it
        if unnamed != whole and f"表{number}" in unnamed and f"表{number}" not in whole:
            unnamed = unnamed.replace(f"表{number}", "", 1)
    named = [block for block in read_blocks(parse(source)).blocks if block.kind == "table"]
    if named:
        assert sorted(set(whole)) == sorted(set(unnamed) & set(whole))
        assert len(unnamed) >= len(whole)
    else:
        assert unnamed == whole


@given(PAGES)
def test_what_comes_out_is_clean(source):
    for block in read_blocks(parse(source)).blocks:
        if block.kind == "rich_text":
            tags = {element.tag for element in lxml_html.fragment_fromstring(block.html, "div").iter()}
            assert tags <= {"div", "p", "b", "i", "ul", "ol", "li", "a", "br", "sup", "sub"}
            assert "style=" not in escape(block.html, quote=False).replace("&lt;", "")


@given(PAGES)
def test_cleaning_twice_is_cleaning_once(source):
    assert read_blocks(parse(source)).blocks == read_blocks(parse(source)).blocks


def kinds(source: str) -> list[str]:
    return [block.kind for block in read_blocks(parse(source)).blocks]


def only(source: str):
    (block,) = read_blocks(parse(source)).blocks
    return block


def test_a_layout_table_is_taken_apart_and_the_data_table_in_it_stays():
    inner = "<table><tr><td>区</td><td>户数</td></tr><tr><td>东区</td><td>1200</td></tr></table>"
    assert kinds(f"<table><tr><td><p>说明文字</p>{inner}</td></tr></table>") == ["rich_text", "table"]


def test_a_data_table_keeps_header_rows_and_caption():
    block = only(
        "<table><tr><td colspan='2'>各区进度</td></tr><tr><td>区</td><td>户数</td></tr>"
        "<tr><td>东区</td><td>1200</td></tr><tr><td>西区</td><td>800</td></tr></table>"
    )
    assert (block.text, block.header) == ("各区进度", ["区", "户数"])
    assert (block.rows, block.row_header) == ([["东区", "1200"], ["西区", "800"]], True)


def test_cells_that_span_rows_are_repeated_so_that_every_row_reads_alone():
    block = only(
        "<table><tr><td>类别</td><td>项目</td></tr><tr><td rowspan=2>教育</td><td>甲</td></tr><tr><td>乙</td></tr></table>"
    )
    assert block.rows == [["教育", "甲"], ["教育", "乙"]]


def test_a_header_of_two_rows_becomes_one():
    block = only(
        "<table><tr><td rowspan=2>省</td><td colspan=2>任务</td></tr><tr><td>1996年</td><td>1997年</td></tr>"
        "<tr><td>甲</td><td>1</td><td>2</td></tr></table>"
    )
    assert block.header == ["省", "任务 1996年", "任务 1997年"]


def test_bold_lines_and_numbered_lines_become_headings_and_sentences_do_not():
    source = "<p><b>一、总体要求</b></p><p>二、工作任务</p><p><b>要坚持原则。</b></p><p><b>（一）</b>分工负责，各有侧重。</p>"
    blocks = read_blocks(parse(source)).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "一、总体要求"),
        ("heading", "二、工作任务"),
        ("rich_text", ""),
    ]


def test_a_heading_broken_into_centred_lines_is_one_heading():
    assert only("<p><b>关于印发</b></p><p><b>《工作规则》的通知</b></p>").text == "关于印发《工作规则》的通知"


def test_scripts_frames_and_pictures_without_files_go_and_the_pictures_are_reported():
    cleaned = read_blocks(
        parse(
            "<p>正文<script>alert(1)</script><iframe src=x></iframe><img src='a.gif'></p><!-- 注 --><style>p{}</style>"
        )
    )
    assert cleaned.said().strip() == "正文"
    assert cleaned.lost_pictures == ["a.gif"]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "/zhengce/1.htm", "#", "file:///c:/a"])
def test_a_link_that_would_lead_nowhere_stays_as_text(href):
    assert only(f'<p>见<a href="{href}">全文</a></p>').html == "<p>见全文</p>"


def test_a_link_to_another_site_stays_a_link():
    assert (
        '<a href="https://www.npc.gov.cn/">'
        in only('<p>见<a href="https://www.npc.gov.cn/">人大网</a></p>').html
    )


def test_indents_made_of_blanks_go_and_blanks_that_set_names_apart_stay():
    assert only("<p>　　组　长：韩　某　　副市长&nbsp;&nbsp;</p>").html == "<p>组　长：韩　某　　副市长</p>"
