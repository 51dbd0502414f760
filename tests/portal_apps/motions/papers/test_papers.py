"""The list of items and the yearly report, read back from Word and PDF."""

import io
import subprocess
from datetime import date

import pytest
from docx import Document
from docx.shared import Mm

from foundation.documents.errors import TooLarge
from foundation.documents.limits import Limits
from foundation.documents.paper import as_pdf, as_word
from portal_apps.motions.papers import lists, report

LIMITS = Limits(characters=200_000, cells=20000, seconds=60, memory_mb=2000, template_kb=2048)
DAY = date(2026, 12, 1)
ROW = (
    "41",
    "关于增加社区健身场地的建议",
    "张示例",
    "第一代表团",
    "市体育局",
    "已答复",
    "2026-06-01",
    "B",
    "满意",
)
REPORT = report.YearlyReport(
    place="示例市",
    year=2026,
    office="示例市人大常委会代表工作委员会",
    made_on=DAY,
    opening=["2026年共收到代表建议 320 件。"],
    rates=[
        report.Rate("满意率", 230, 250, "满意 ÷ 已评价"),
        report.Rate("落实率", 0, 0, "已兑现 ÷ 到期的承诺"),
    ],
    silence="不计入满意率的分子和分母",
    breakdowns=[
        report.Breakdown("按类别", [("城市建设", 120, 100), ("科教文卫", 60, 80)], 320),
        report.Breakdown(
            "按承办单位", [("市城管局", 40, None)], 320, note="一件由几个单位分别办理的各计一次"
        ),
    ],
    lists=[
        report.Listed("重点督办", ("编号", "标题"), [("41", "健身场地")]),
        report.Listed("到期的承诺", ("事项",), []),
    ],
    outlook=["继续跟踪 B 类件。"],
)


def opened(paper):
    return Document(io.BytesIO(as_word(paper, LIMITS)))


def test_a_list_says_what_it_is_a_list_of_and_repeats_its_head():
    listed = lists.ItemList(
        "代表建议清单", [ROW, ROW], DAY, "示例市人大", ["2026年", "城市建设"], "张某 导出 1-2"
    )
    document = opened(lists.paper(listed))
    text = "\n".join(p.text for p in document.paragraphs)
    assert "范围：2026年；城市建设。共 2 件。2026年12月1日" in text
    assert "张某 导出 1-2" in text
    assert [cell.text for cell in document.tables[0].rows[1].cells] == list(ROW)
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml


def test_a_list_lies_across_and_fills_its_page():
    document = opened(lists.paper(lists.ItemList("清单", [ROW], DAY, "示例市人大")))
    section = document.sections[0]
    assert section.page_width > section.page_height
    room = section.page_width - section.left_margin - section.right_margin
    assert abs(sum(cell.width for cell in document.tables[0].rows[0].cells) - room) < Mm(1)


def test_an_empty_list_says_so():
    assert "没有符合条件的件" in "\n".join(
        p.text for p in opened(lists.paper(lists.ItemList("清单", [], DAY, ""))).paragraphs
    )


def test_a_row_that_does_not_fit_its_columns_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="row 2"):
        lists.paper(lists.ItemList("清单", [ROW, ROW[:3]], DAY, ""))


def test_a_list_too_long_for_paper_is_refused_with_advice():
    with pytest.raises(TooLarge, match="格"):
        as_word(lists.paper(lists.ItemList("清单", [ROW] * 2300, DAY, "")), LIMITS)


def test_every_rate_stands_with_its_parts_and_its_meaning():
    rows = [[cell.text for cell in row.cells] for row in opened(report.paper(REPORT)).tables[0].rows]
    assert rows[1] == ["满意率", "230", "250", "92.0%", "满意 ÷ 已评价"]
    assert rows[2][:4] == ["落实率", "0", "0", "—"]


def test_the_policy_on_silence_stands_beside_the_rates():
    text = [p.text for p in opened(report.paper(REPORT)).paragraphs]
    assert "未作评价的，不计入满意率的分子和分母。" in text


def test_sections_are_numbered_and_empty_lists_say_so():
    text = [p.text for p in opened(report.paper(REPORT)).paragraphs]
    heads = [line for line in text if line[1:2] == "、"]
    assert heads == ["一、总体情况", "二、分类统计", "三、重点督办", "四、到期的承诺", "五、下一步工作"]
    assert "本年度没有。" in text


def test_breakdowns_have_shares_of_a_named_whole_and_bars():
    document = opened(report.paper(REPORT))
    assert [cell.text for cell in document.tables[1].rows[1].cells] == ["城市建设", "120", "37.5%", "100", ""]
    assert "按类别（占比以全部件数 320 件为分母）" in [p.text for p in document.paragraphs]
    assert len([part for part in document.part.package.iter_parts() if "media" in part.partname]) == 3


def test_the_report_as_pdf_says_the_same():
    made = as_pdf(report.paper(REPORT), LIMITS)
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=made.data, capture_output=True, check=True
    )
    text = done.stdout.decode()
    for wanted in ("示例市2026年度", "92.0%", "37.5%", "未作评价的", "五、下一步工作"):
        assert wanted in text
    assert made.missing == ""


def test_the_same_report_gives_the_same_bytes():
    assert as_word(report.paper(REPORT), LIMITS) == as_word(report.paper(REPORT), LIMITS)
