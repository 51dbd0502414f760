"""The default Word template, built rather than kept as a file, so that its measures can be read and reviewed."""

from datetime import date
from typing import Any

from foundation.documents.standard import BODY, FACES, LINE, SMALL, TEXT_WIDTH, TITLE, TITLE_LINE
from foundation.documents.word.body import paragraph, shape
from foundation.documents.word.new import new_document
from foundation.documents.word.oxml import MM, TWENTIETHS, run, tag, type_of
from foundation.documents.word.save import to_bytes

RED = "E60012"
DATE_WIDTH = 7  # characters of 2026年12月31日; shorter ones by half a character or two
# empty lines above the unit: a seal of 42 mm begins within a line of the text and sits on the date
SEAL_LINES = 2


def build() -> bytes:
    """See GB/T 9704—2012, 7.2 to 7.4 and 10.1."""
    document = new_document()
    body = document.element.body
    for element in _all():
        body.insert(len(body) - 1, element)  # the last one says what the page is like
    return to_bytes(document, title="答复函模板", author="", made_on=date(2026, 1, 1))


def _all() -> list[Any]:
    title = tag("w:p", shape("center", line=TITLE_LINE, before=LINE, keep=True))
    title.append(run("{{ 标题分行 }}", type_of(FACES["title"], TITLE)))
    return [
        _head(),
        _line("{{ 文号 }}", "{{ 办理结果 }}"),
        _line("", "{{ 签发人 }}"),
        title,
        paragraph("", line=LINE, keep=True),
        paragraph("{{ 称谓 }}", align="left", keep=True),
        paragraph("{{ 正文 }}"),
        *(paragraph("", keep=True) for _ in range(SEAL_LINES)),
        _signed("{{ 单位居中 }}"),
        paragraph("{{ 单位靠右 }}", align="right", keep=True),
        _signed("{{ 日期 }}"),
        paragraph("{{ 联系 }}", align="left", indent=2),
        _colophon(),
        paragraph("", line=1),
    ]


def _signed(text: str) -> Any:
    """Unit and date one above the other, the date four characters from the right (7.3.5.2): centred on one tab stop."""
    made = tag("w:p", shape("left", keep=True))
    stop = round(TEXT_WIDTH * MM - (4 + DATE_WIDTH / 2) * BODY * TWENTIETHS)
    made.find(f"{{{made.nsmap['w']}}}pPr").insert(2, tag("w:tabs", tag("w:tab", val="center", pos=stop)))
    made.extend([tag("w:r", tag("w:tab")), run(text, type_of(FACES["body"], BODY))])
    return made


def _head() -> Any:
    """The unit's name in red above a red line, as letters have it (10.1)."""
    made = tag("w:p", shape("center", line=0))
    side = tag("w:bottom", val="thickThinSmallGap", sz=24, space=4, color=RED)
    made.find(f"{{{made.nsmap['w']}}}pPr").insert(0, tag("w:pBdr", side))
    made.append(run("{{ 机关标志 }}", type_of(FACES["title"], 36, RED)))
    return made


def _line(left: str, right: str) -> Any:
    """A row without borders: one text at the left edge, one at the right."""
    half = round(TEXT_WIDTH * MM / 2)
    cells = [
        tag(
            "w:tc",
            tag("w:tcPr", tag("w:tcW", w=half, type="dxa")),
            paragraph(text, "hei" if "结果" in text else "body", BODY, align),
        )
        for text, align in ((left, "left"), (right, "right"))
    ]
    grid = tag("w:tblGrid", tag("w:gridCol", w=half), tag("w:gridCol", w=half))
    sizes = tag("w:tblPr", tag("w:tblW", w=half * 2, type="dxa"), tag("w:tblLayout", type="fixed"), _tight())
    return tag("w:tbl", sizes, grid, tag("w:tr", *cells))


def _tight(above: float = 0) -> Any:
    """No room at the sides of cells, `above` and below as many millimetres."""
    room = {"top": above, "left": 0, "bottom": above, "right": 0}
    return tag("w:tblCellMar", *(tag(f"w:{side}", w=round(mm * MM), type="dxa") for side, mm in room.items()))


def _colophon() -> Any:
    """版记 at the foot of the last page (7.4): copies, number and code between lines, thick outside, thin inside."""
    wide, narrow = round((TEXT_WIDTH - 24) * MM), round(24 * MM)
    thick, thin = {"val": "single", "sz": 8, "color": "000000"}, {"val": "single", "sz": 6, "color": "000000"}
    properties = tag(
        "w:tblPr",
        tag("w:tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="center", tblpYSpec="bottom"),
        tag("w:tblW", w=wide + narrow, type="dxa"),
        tag("w:tblBorders", tag("w:top", **thick), tag("w:bottom", **thick), tag("w:insideH", **thin)),
        tag("w:tblLayout", type="fixed"),
        _tight(1),
    )
    copies = tag("w:tr", tag("w:tc", _cell(wide + narrow, 2), _small("{{ 抄送 }}")))
    words = tag("w:tc", _cell(wide), _small("{{ 编号 }}"), _small("扫码查看办理情况（需登录）"))
    code = tag("w:tc", _cell(narrow), tag("w:p", shape("right", line=0), run("{{ 二维码 }}")))
    grid = tag("w:tblGrid", tag("w:gridCol", w=wide), tag("w:gridCol", w=narrow))
    return tag("w:tbl", properties, grid, copies, tag("w:tr", words, code))


def _cell(width: int, span: int = 1) -> Any:
    made = tag("w:tcPr", tag("w:tcW", w=width, type="dxa"))
    if span > 1:
        made.append(tag("w:gridSpan", val=span))
    made.append(tag("w:vAlign", val="center"))
    return made


def _small(text: str) -> Any:
    """四号仿宋, one character in on both sides (7.4.2)."""
    return paragraph(text, points=SMALL, align="left", line=0, left=1, right=1)
