"""A unit's own template: used when it is sound, refused with what and where when it is not."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from foundation.documents.limits import Limits
from foundation.documents.word.fill import P, said
from portal_apps.motions.letters.sample import LETTER
from portal_apps.motions.letters.template import NEEDED, PLACES, default_template, faults
from portal_apps.motions.letters.word import write

LIMITS = Limits(characters=60000, cells=20000, seconds=60, memory_mb=2000, template_kb=300)


EACH = [f"{{{{ {ways[0]} }}}}" for ways in NEEDED]


def template(*lines: str, change=lambda document: None) -> bytes:
    document = Document()
    for line in lines or EACH:
        document.add_paragraph(line)
    change(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def repacked(data: bytes, put: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            taken.writestr(name, put.get(name, given.read(name)))
        for name in set(put) - set(given.namelist()):
            taken.writestr(name, put[name])
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def told(data: bytes) -> str:
    return " ".join(map(str, faults(data, LIMITS)))


def read(data: bytes) -> list[str]:
    return [said(p) for p in Document(io.BytesIO(data)).element.body.iter(P)]


def test_ours_passes_its_own_check():
    assert told(default_template()) == ""


def test_a_units_own_is_filled_in_its_own_type():
    def split(document):
        line = document.add_paragraph()
        for piece in ("本局文号：{", "{ 文", "号 }", "}（存档）"):
            line.add_run(piece).bold = True

    own = template(change=split)
    assert told(own) == ""
    text = read(write(LETTER, template=own))
    assert "本局文号：示体函〔2026〕12号（存档）" in text
    assert "张示例代表：" in text


def test_placeholders_in_headers_tables_and_boxes_are_filled():
    def elsewhere(document):
        document.sections[0].header.paragraphs[0].text = "{{ 编号 }}"
        document.add_table(1, 1).cell(0, 0).text = "抄：{{ 抄送 }}"

    document = Document(io.BytesIO(write(LETTER, template=template(change=elsewhere))))
    assert document.sections[0].header.paragraphs[0].text == "第41号建议"
    assert document.tables[-1].cell(0, 0).text.startswith("抄：抄送：市人大")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("{{ 姓名 }}", "不认识占位符 {{ 姓名 }}"),
        ("{{ 标题.__class__ }}", "不认识占位符"),
        ("{{ ''.__class__.__mro__ }}", "大括号不成对|不认识占位符"),
        ("{% for x in y %}", "模板不认的语句"),
        ("{{ 标题", "大括号不成对"),
        ("前面的话 {{ 正文 }}", "要独占一段"),
    ],
)
def test_what_we_do_not_know_is_refused_with_the_paragraph(line, answer):
    import re

    said_back = told(template(*EACH, line))
    assert re.search(answer, said_back)
    assert f"正文第 {len(EACH) + 1} 段" in said_back


def test_what_is_missing_is_named_with_its_meaning():
    said_back = told(template("{{ 称谓 }}"))
    for name, *_ in NEEDED:
        assert (f"缺少占位符 {{{{ {name} }}}}（{PLACES[name]}）" in said_back) == (name != "称谓")


def field(code: str):
    def add(document):
        run = document.add_paragraph().add_run()
        for piece in (code[:4], code[4:]):
            element = OxmlElement("w:instrText")
            element.text = piece
            run._r.append(element)

    return add


def external(document):
    document.part.relate_to("http://evil.example/a.png", "http://x/image", is_external=True)


def chunk(document):
    document.element.body.append(OxmlElement("w:altChunk"))


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        (external, "指向外面的链接"),
        (field(" INCLUDETEXT /etc/passwd"), "域代码 INCLUDETEXT"),
        (field(' DDEAUTO c:\\\\x "y"'), "域代码 DDEAUTO"),
        (field(' HYPERLINK "http://x"'), "域代码 HYPERLINK"),
        (chunk, "插入的外部文档"),
    ],
)
def test_what_reaches_outside_is_refused(change, answer):
    assert answer in told(template(change=change))


def test_page_number_fields_are_allowed():
    assert told(template(change=field(" PAGE \\* MERGEFORMAT"))) == ""


@pytest.mark.parametrize(
    ("put", "answer"),
    [
        ({"word/vbaProject.bin": b"x"}, "宏"),
        ({"word/activeX/activeX1.xml": b"<a/>"}, "ActiveX"),
        ({"word/embeddings/book.xlsx": b"PK"}, "嵌入的文件"),
        ({"../outside.xml": b"<a/>"}, "名称不正常"),
        ({"word/bomb.xml": b"<a>" + b" " * 40_000_000 + b"</a>"}, "展开后过大"),
        ({"word/settings.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "不允许的声明"),
        ({"word/document.xml": b"<broken"}, "内容损坏"),
    ],
    ids=["macro", "control", "object", "path", "bomb", "entity", "broken"],
)
def test_dangerous_packages_are_refused_unopened(put, answer):
    assert answer in told(repacked(template(), put))


def test_a_macro_document_by_another_name_is_refused():
    kinds = part(template(), "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert ".docm" in told(repacked(template(), {"[Content_Types].xml": kinds}))


@pytest.mark.parametrize(
    "data", [b"", b"\xd0\xcf\x11\xe0 old doc", b"PK\x03\x04 torn", default_template()[:5000]]
)
def test_what_is_no_word_file_is_told_so(data):
    assert "另存为 .docx" in told(data)


def test_a_file_too_large_is_told_its_size():
    assert "最多 300 KB" in told(b"x" * 400_000)


def test_a_paragraph_with_an_unclosed_brace_in_another_part_is_found():
    def footer(document):
        document.sections[0].footer.paragraphs[0].text = "{{ 电话 }}"

    assert "页脚第 1 段：不认识占位符 {{ 电话 }}" in told(template(change=footer))


def test_a_picture_placed_by_a_template_keeps_its_width():
    document = Document(io.BytesIO(write(LETTER, template=template())))
    (extent,) = document.element.body.iter(qn("wp:extent"))
    assert round(int(extent.get("cx")) / 36_000) == 18
