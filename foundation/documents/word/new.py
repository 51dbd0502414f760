"""A new Word document with the page of GB/T 9704—2012: margins, 22 lines of 28 characters, page numbers, fonts."""

from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from .. import standard
from ..standard import FACES, LINE, PAGE_NUMBER, PAGE_NUMBER_BELOW
from .oxml import TWENTIETHS, field, run, tag, type_of


def new_document(landscape: bool = False) -> Any:
    """Without content; A4, upright unless said otherwise."""
    document = Document()
    _page(document.sections[0])
    if landscape:
        _turn(document.sections[0])
    _styles(document)
    _page_numbers(document)
    _fonts(document)
    return document


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(standard.WIDTH), Mm(standard.HEIGHT)
    section.top_margin, section.bottom_margin = Mm(standard.TOP), Mm(standard.BOTTOM)
    section.left_margin, section.right_margin = Mm(standard.LEFT), Mm(standard.RIGHT)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(standard.BOTTOM - PAGE_NUMBER_BELOW) - Pt(PAGE_NUMBER)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    # a grid of lines only: a grid of characters is read differently by Word, WPS and LibreOffice
    section._sectPr.append(tag("w:docGrid", type="lines", linePitch=round(LINE * TWENTIETHS)))


def _turn(section: Any) -> None:
    """Across, the binding edge on top (GB/T 9704—2012, 8: 横排表格)."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(standard.HEIGHT), Mm(standard.WIDTH)
    section.top_margin, section.left_margin = Mm(standard.LEFT), Mm(standard.BOTTOM)
    section.bottom_margin, section.right_margin = Mm(standard.RIGHT), Mm(standard.TOP)
    section.footer_distance = Mm(standard.RIGHT - PAGE_NUMBER_BELOW) - Pt(PAGE_NUMBER)


def _styles(document: Any) -> None:
    """Everything not said otherwise is body type, without room between Chinese and figures; the language is Chinese."""
    normal = document.styles["Normal"].element
    for name in ("w:pPr", "w:rPr"):
        for old in normal.findall(qn(name)):
            normal.remove(old)
    normal.append(tag("w:pPr", tag("w:autoSpaceDE", val=0), tag("w:autoSpaceDN", val=0)))
    properties = type_of(FACES["body"], standard.BODY)
    properties.append(tag("w:lang", val="zh-CN", eastAsia="zh-CN"))
    normal.append(properties)


def _page_numbers(document: Any) -> None:
    """— 1 —: odd pages to the right, even pages to the left, one character in (7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align, side in (
        (section.footer, "right", "rightChars"),
        (section.even_page_footer, "left", "leftChars"),
    ):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]._p
        for child in list(line):
            line.remove(child)
        style = type_of(FACES["song"], PAGE_NUMBER)
        line.append(
            tag(
                "w:pPr",
                tag("w:ind", **{side: 100, side.removesuffix("Chars"): round(PAGE_NUMBER * TWENTIETHS)}),
                tag("w:jc", val=align),
            )
        )
        line.append(run("— ", type_of(FACES["song"], PAGE_NUMBER)))
        line.extend(field("PAGE", style))
        line.append(run(" —", type_of(FACES["song"], PAGE_NUMBER)))


def _fonts(document: Any) -> None:
    """Name for each face what may be taken instead, so that a machine without it does not choose at random."""
    table = next(p for p in document.part.package.iter_parts() if p.partname == "/word/fontTable.xml")
    space = {"w": qn("w:x")[1:].partition("}")[0]}
    root = etree.Element(qn("w:fonts"), nsmap=space)
    for face in FACES.values():
        root.append(
            tag("w:font", tag("w:altName", val=face.instead), tag("w:charset", val="86"), name=face.word)
        )
    table._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
