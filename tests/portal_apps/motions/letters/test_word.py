"""The Word letter, opened again and read."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from foundation.documents.word.fill import P, said
from portal_apps.motions.letters.reading import blocks_of_text
from portal_apps.motions.letters.sample import LETTER
from portal_apps.motions.letters.word import write


def opened(letter):
    return Document(io.BytesIO(write(letter)))


def lines(letter) -> list[str]:
    return [said(p) for p in opened(letter).element.body.iter(P)]


def test_a_reader_finds_everything_in_its_order():
    text = "\n".join(lines(LETTER))
    wanted = [
        "示体函〔2026〕12号",
        "办理结果：B",
        "签发人：李示例",
        "第41号建议的答复",
        "张示例代表：",
        "您提出的“关于增加社区健身场地的建议”收悉。现答复如下：",
        "一、关于增加社区健身场地",
        "新建健身点",
        "感谢您对我们工作的关心和支持",
        "示例市体育局",
        "2026年5月6日",
        "（联系单位：示例市体育局群众体育处",
        "抄送：市人大常委会代表工作委员会，市政府办公厅。",
        "第41号建议",
        "扫码查看办理情况（需登录）",
    ]
    at = 0
    for one in wanted:
        at = text.index(one, at) + len(one)
    assert "{{" not in text


def test_the_page_is_that_of_the_standard():
    section = opened(LETTER).sections[0]
    sides = ("page_width", "page_height", "top_margin", "left_margin", "right_margin", "bottom_margin")
    assert [round(getattr(section, side).mm) for side in sides] == [210, 297, 37, 28, 26, 35]


def test_pages_are_numbered_right_on_odd_and_left_on_even_pages():
    document = opened(LETTER)
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml = footer._element.xml
        assert "PAGE" in xml
        assert f'w:jc w:val="{side}"' in xml
        assert "".join(p.text for p in footer.paragraphs) == "—  —"


def test_types_are_named_with_what_may_be_taken_instead():
    data = zipfile.ZipFile(io.BytesIO(write(LETTER)))
    fonts, body = data.read("word/fontTable.xml").decode(), data.read("word/document.xml").decode()
    for name in ("方正小标宋简体", "仿宋_GB2312", "黑体"):
        assert f'w:eastAsia="{name}"' in body
        assert f'w:name="{name}"' in fonts
    assert "w:altName" in fonts


def test_the_table_is_a_table_and_the_code_a_picture():
    document = opened(LETTER)
    table = next(one for one in document.tables if one.cell(0, 0).text == "项目")
    assert [cell.text for cell in table.rows[1].cells] == ["新建健身点", "8", "96"]
    pictures = [
        part for part in document.part.package.iter_parts() if part.partname.startswith("/word/media")
    ]
    assert [part.blob[:4] for part in pictures] == [b"\x89PNG"]


def test_what_is_not_there_leaves_no_empty_line_behind():
    bare = replace(
        LETTER, head="", signer="", copies="", contact_unit="", contact_person="", contact_phone=""
    )
    text = "\n".join(lines(bare))
    assert "签发人" not in text
    assert "抄送" not in text
    assert "联系" not in text
    assert len(lines(bare)) < len(lines(replace(LETTER, head="示例市体育局")))


def test_the_same_letter_gives_the_same_bytes_and_names_no_editor():
    assert write(LETTER) == write(LETTER)
    core = opened(LETTER).core_properties
    assert (core.author, core.last_modified_by) == ("示例市体育局", "示例市体育局")
    assert core.created.date() == LETTER.signed_on


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<w:p>&amp;</w:p><script>", "<w:p>&amp;</w:p><script>"),
        ("{{ 标题 }} {% for x in y %}", "{{ 标题 }} {% for x in y %}"),
        ("控制\x00\x07\x1b字符\x0b换行", "控制字符\n换行"),
        ("半个\ud800字", "半个字"),
        ("㛃 𠮷 👍🏽", "㛃 𠮷 👍🏽"),
        ("左\u202e右", "左右"),
        ("字" * 10_000, "字" * 10_000),
    ],
    ids=["markup", "placeholders", "control", "half-a-pair", "rare", "direction", "long"],
)
def test_hostile_text_is_text(typed, read):
    body = blocks_of_text(typed)
    assert "".join("\n".join(block.text for block in body)) == read
    text = "\n".join(lines(replace(LETTER, body=body, unit=typed[:50], deputy=typed[:20])))
    assert read in text


# CT_PPr, CT_RPr, CT_TblPr and CT_TcPr of ECMA-376 are sequences: Word calls a file broken whose children are in another order
ORDERS = {
    "pPr": "pStyle keepNext keepLines pBdr tabs autoSpaceDE autoSpaceDN snapToGrid spacing ind jc rPr",
    "rPr": "rFonts b color spacing sz szCs lang",
    "tblPr": "tblStyle tblpPr tblW jc tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vAlign",
    "trPr": "cantSplit tblHeader",
}


def test_properties_stand_in_the_order_word_asks_for():
    document = opened(replace(LETTER, head="示例市体育局"))
    for name, order in ORDERS.items():
        for properties in document.element.body.iter(qn(f"w:{name}")):
            places = [order.split().index(child.tag.partition("}")[2]) for child in properties]
            assert places == sorted(places)


def test_the_last_words_stay_with_the_signature():
    document = opened(LETTER)
    lines = list(document.element.body.iter(P))
    last = next(p for p in lines if said(p).startswith("感谢"))
    day = next(p for p in lines if said(p) == "2026年5月6日")
    between = lines[lines.index(last) : lines.index(day)]
    assert all(p.find(f".//{qn('w:keepNext')}") is not None for p in between)


@pytest.mark.parametrize("unit", ["市体育局", "示例市住房和城乡建设局（示例市人民防空办公室）"])
def test_a_unit_with_a_short_or_a_long_name_signs_once(unit):
    letter = replace(LETTER, unit=unit, contact_unit="")
    assert lines(letter).count(unit) == 1
