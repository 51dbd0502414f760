"""Blocks as paragraphs and tables of Word."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image, ImageDraw

from .. import standard
from ..blocks import Bar, Block, Cell, Paragraph, Table
from ..standard import BODY, FACES, LEVELS, SMALL, TEXT_WIDTH
from ..text import clean
from .oxml import MM, TWENTIETHS, run, tag, type_of

CELL_EDGES = 8  # millimetres beside a bar in its cell


def elements(blocks: Iterable[Block], part: Part) -> list[Any]:
    """What to put in place, in order. `part` is where drawings are kept."""
    made: list[Any] = []
    for block in blocks:
        if isinstance(block, Table):
            made += [*_caption(block.caption), _table(block, part), paragraph("")]
        else:
            made.append(_paragraph(block))
    return made


def paragraph(text: str, face: str = "body", points: float = BODY, align: str = "both", **more: Any) -> Any:
    """One paragraph; `indent` in characters before the first line, `left` and `right` at the sides."""
    return tag("w:p", shape(align, **more), run(clean(text), type_of(FACES[face], points)))


def shape(
    align: str = "both",
    *,
    indent: float = 0,
    left: float = 0,
    right: float = 0,
    keep: bool = False,
    line: float | None = None,
    before: float = 0,
) -> Any:
    """Paragraph properties in the order Word asks for: lines of a fixed height (points), as the page of 22 lines wants
    them."""
    parts = [tag("w:keepNext"), tag("w:keepLines")] if keep else []
    height = standard.LINE if line is None else line
    if height != standard.LINE:
        parts.append(tag("w:snapToGrid", val=0))  # else a higher line takes two of the grid
    parts.append(
        tag(
            "w:spacing",
            before=round(before * TWENTIETHS),
            after=0,
            line=round(height * TWENTIETHS) if height else 240,
            lineRule="exact" if height else "auto",
        )
    )
    if indent or left or right:
        parts.append(_inset(left=left, right=right, firstLine=indent))
    return tag("w:pPr", *parts, tag("w:jc", val=align))


def _inset(**characters: float) -> Any:
    """In characters for Word, and in lengths for programs that do not count characters."""
    said = {f"{side}Chars": round(count * 100) for side, count in characters.items()}
    return tag(
        "w:ind", **said, **{side: round(count * BODY * TWENTIETHS) for side, count in characters.items()}
    )


def _paragraph(block: Paragraph) -> Any:
    """First line two characters in (7.3.3); a heading alone stays with what follows."""
    alone = block.level > 0 and not block.text
    made = tag("w:p", shape("left" if alone else "both", indent=2, keep=alone or block.keep))
    if block.lead:
        made.append(run(clean(block.lead), type_of(FACES[LEVELS.get(block.level, "body")], BODY)))
    if block.text:
        made.append(run(clean(block.text), type_of(FACES["body"], BODY)))
    return made


def _caption(text: str) -> list[Any]:
    return [paragraph(text, "hei", SMALL, "center", keep=True)] if text else []


def _table(table: Table, part: Any) -> Any:
    room = page_room(part)
    widths = [round(share * room * MM) for share in table.shares()]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    properties = tag(
        "w:tblPr",
        tag("w:tblW", w=sum(widths), type="dxa"),
        tag("w:jc", val="center"),
        tag("w:tblBorders", *(tag(f"w:{side}", val="single", sz=4, color="000000") for side in sides)),
        tag("w:tblLayout", type="fixed"),
    )
    grid = tag("w:tblGrid", *(tag("w:gridCol", w=one) for one in widths))
    made = tag("w:tbl", properties, grid, _row(table.head, widths, table, part, head=True))
    made.extend(_row(row, widths, table, part) for row in table.rows)
    return made


def page_room(part: Any) -> float:
    """Millimetres between the margins of the last section; the standard's where a part has none."""
    size, margins = (next(part.element.iter(qn(name)), None) for name in ("w:pgSz", "w:pgMar"))
    if size is None or margins is None:
        return TEXT_WIDTH
    sides = (int(margins.get(qn(f"w:{side}"), 0)) for side in ("left", "right"))
    return (int(size.get(qn("w:w"))) - sum(sides)) / MM


def _row(cells: Sequence[Cell], widths: list[int], table: Table, part: Any, head: bool = False) -> Any:
    properties = tag("w:trPr", tag("w:cantSplit"), *([tag("w:tblHeader")] if head else []))
    made = tag("w:tr", properties)
    for number, cell in enumerate(cells):
        if isinstance(cell, Bar):
            said = _bar(cell, widths[number] / MM - CELL_EDGES, part)
        else:
            align = "center" if head else "right" if number in table.numeric else "left"
            said = paragraph(cell, "hei" if head else "body", SMALL, align, line=0)
        size = tag("w:tcPr", tag("w:tcW", w=widths[number], type="dxa"), tag("w:vAlign", val="center"))
        made.append(tag("w:tc", size, said))
    return made


def _bar(bar: Bar, wide: float, part: Any) -> Any:
    """As a picture without text; equal bars are kept once."""
    picture = Image.new("RGB", (400, 64), "white")
    draw = ImageDraw.Draw(picture)
    for top, height, length, colour in bar.drawn():
        if length:
            draw.rectangle((0, top * 4, round(length * 4) - 1, (top + height) * 4 - 1), fill=colour)
    written = io.BytesIO()
    picture.save(written, "PNG")
    inline = part.new_pic_inline(io.BytesIO(written.getvalue()), width=Mm(wide), height=Mm(4))
    return tag("w:p", shape("left", line=0), tag("w:r", tag("w:drawing", inline)))
