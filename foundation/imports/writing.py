"""Workbooks for people to take away. Nothing in them is ever run as a formula."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from .cells import Unread

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32_000  # characters in one cell; a spreadsheet takes 32,767
RED = PatternFill("solid", fgColor="FFF4C7C3")
Marks = dict[tuple[int, int], str]  # (row from 0, column from 0) → what is wrong


def write_table(
    header: list[str],
    rows: Iterable[list[Any]],
    *,
    title: str = "表",
    marks: Marks | None = None,
    hints: dict[int, str] | None = None,
    trace: str = "",
) -> bytes:
    """One sheet. `marks` are shown as red cells with a comment, `hints` as comments on headings; `trace` stands in
    the first line and the page footer: who took the table away, when, under which number of the audit log."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for place, heading in enumerate(header, 1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width, column.number_format = min(max(len(heading) * 2 + 4, 12), 40), "@"
    sheet.freeze_panes = "A3" if trace else "A2"
    if trace:
        sheet.append([_cell(sheet, trace)])
        sheet.oddFooter.center.text = trace.replace("&", "＆")
    sheet.append([_heading(sheet, text, (hints or {}).get(place, "")) for place, text in enumerate(header)])
    for number, row in enumerate(rows):
        sheet.append(
            [_marked(sheet, value, (marks or {}).get((number, place))) for place, value in enumerate(row)]
        )
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet, value: Any):
    """Dates stay dates; all else is text, so that numbers keep their zeros and formulas stay letters."""
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    text = "" if value is None else ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST]
    cell = WriteOnlyCell(sheet, text or None)
    if text:
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = text.startswith(DANGEROUS)
    return cell


def _heading(sheet, text: str, hint: str):
    cell = _cell(sheet, text)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return _remarked(cell, hint)


def _marked(sheet, value: Any, mark: str | None):
    cell = _cell(sheet, "" if isinstance(value, Unread) else value)
    if mark:
        cell.fill = RED
        _remarked(cell, mark)
    return cell


def _remarked(cell, text: str):
    if text:
        cell.comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", text), "系统", width=320, height=120)
    return cell


def safe_text(text: str) -> str:
    """For a CSV cell: what a spreadsheet would run gets a ' in front. `reading` takes it away again."""
    return f"'{text}" if text.lstrip("'").startswith(DANGEROUS) else text
