"""What a unit types becomes headings, paragraphs and tables."""

from hypothesis import given
from hypothesis import strategies as st

from foundation.documents.blocks import Paragraph
from portal_apps.motions.letters.reading import blocks_of_parts, blocks_of_text


def test_the_four_levels_of_headings_are_known():
    typed = "一、总的情况\n（一）已做\n1.新建八处\n（1）城东\n以上各处已开放。"
    assert [block.level for block in blocks_of_text(typed)] == [1, 2, 3, 4, 0]


def test_a_heading_may_run_on_into_its_paragraph():
    (block,) = blocks_of_text("一、加快建设。今年已开工三处，其余明年开工。")
    assert (block.lead, block.text) == ("一、加快建设。", "今年已开工三处，其余明年开工。")


def test_a_number_in_the_text_is_no_heading():
    assert blocks_of_text("2.5公里的道路已修好。")[0].level == 0
    assert blocks_of_text("1.今年新建八处。明年再建九处。")[0] == Paragraph("1.今年新建八处。明年再建九处。")


def test_lines_with_bars_are_one_table():
    (table,) = blocks_of_text("| 项目 | 数量 |\n|---|---|\n| 道路 | 1,200 |\n| 桥梁 |")
    assert (table.head, table.rows) == (("项目", "数量"), (("道路", "1,200"), ("桥梁", "")))
    assert table.numeric == {1}


def test_columns_with_more_text_are_wider():
    (table,) = blocks_of_text("项目|数量\n城东片区雨污分流改造工程|3")
    assert table.shares()[0] > 2 * table.shares()[1]


def test_parts_without_numbers_are_numbered():
    parts = [{"heading": "关于道路", "text": "已修。"}, {"heading": "关于绿化", "text": "已种。"}]
    assert [block.lead for block in blocks_of_parts(parts) if block.level] == ["一、关于道路", "二、关于绿化"]
    assert blocks_of_parts([{"heading": "", "text": "一段话。"}]) == (Paragraph("一段话。"),)
    assert blocks_of_parts([{"heading": "一、已有序号", "text": ""}])[0].lead == "一、已有序号"


@given(st.text(st.sampled_from("一二、（）()1.2|—-\n 　。字a"), max_size=200))
def test_no_letter_is_lost(typed):
    kept = "".join(c for c in typed if c not in " \n　|—-")
    seen = ""
    for block in blocks_of_text(typed):
        seen += (
            block.lead + block.text if isinstance(block, Paragraph) else "".join(sum(block.rows, block.head))
        )
    assert [c for c in seen if c not in " 　—-|"] == [*kept]
