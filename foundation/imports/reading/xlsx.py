"""Workbooks, row by row, so that a limit stops the reading and not the machine (decision 0140)."""

import re
import warnings
import zipfile
from collections import deque
from collections.abc import Iterator
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils.cell import get_column_letter, range_boundaries

from ..cells import Unread
from .limits import WIDEST, Limits, TableRefused
from .zipped import BROKEN, open_archive

LAST_ROW = 1_048_576
ZEROS = re.compile(r"0{2,}")  # a number format that shows leading zeros
Merged = tuple[int, int, int, int]  # first column, first row, last column, last row


def read_xlsx(data: bytes, limits: Limits, notes: list[str]) -> Iterator[tuple[int, list[Any]]]:
    """The first visible sheet that has something in it."""
    archive = open_archive(data, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations that we do not read
            book = load_workbook(archive.fp, read_only=True, data_only=True, keep_links=False)
            yield from _lines(book, archive, limits, notes)
    except TableRefused:
        raise
    except Exception as fault:  # whatever a damaged workbook makes the library raise
        raise TableRefused(BROKEN) from fault


def _lines(book, archive, limits: Limits, notes: list[str]) -> Iterator[tuple[int, list[Any]]]:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in shown:
        merged, unworked, width = _look_through(archive, sheet)
        found = False
        for line in _filled(_cells(sheet, unworked, width), _downwards(merged, limits), notes):
            if not found and len(shown) > 1:
                notes.append(f"文件里有 {len(shown)} 张表，读的是“{sheet.title}”。")
            found = True
            yield line
        if found:
            return


def _cells(sheet, unworked: set[tuple[int, int]], width: int) -> Iterator[tuple[int, list[Any]]]:
    sheet.reset_dimensions()  # what the file says of its own size is not believed
    for number, row in enumerate(sheet.iter_rows(max_col=width), 1):
        yield number, [_value(cell, (number, place) in unworked) for place, cell in enumerate(row, 1)]


def _value(cell, unworked: bool) -> Any:
    if unworked:
        return Unread("是公式，文件里没有它的结果")
    if cell.data_type == "e":
        return Unread("公式出错")
    value = cell.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        shape = cell.number_format or ""
        if ZEROS.fullmatch(shape) and float(value).is_integer():
            return str(int(value)).zfill(len(shape))
    return value


def _look_through(archive: zipfile.ZipFile, sheet) -> tuple[list[Merged], set[tuple[int, int]], int]:
    """Merged cells, which stand behind the rows, formulas without a result, and how wide the table is."""
    merged: list[Merged] = []
    unworked: set[tuple[int, int]] = set()
    row = place = 0
    width = 1
    with archive.open(sheet._worksheet_path) as source:
        for event, node in iterparse(source, events=("start", "end")):
            tag = node.tag.rpartition("}")[2]
            if event == "start":
                if tag == "row":
                    row, place = int(node.get("r") or row + 1), 0
                    if not 0 < row <= LAST_ROW:
                        raise TableRefused(BROKEN)
            elif tag == "c":
                place = range_boundaries(node.get("r"))[0] if node.get("r") else place + 1
                if node.find("{*}f") is not None and not _has_result(node):
                    unworked.add((row, place))
                if len(node):
                    width = max(width, place)
                node.clear()
            elif tag == "row":
                node.clear()
            elif tag == "mergeCell":
                merged.append(range_boundaries(node.get("ref")))
    return merged, unworked, min(width, WIDEST)


def _has_result(node) -> bool:
    value = node.find("{*}v")
    return value is not None and bool(value.text)


def _downwards(merged: list[Merged], limits: Limits) -> list[Merged]:
    deep = sorted((one for one in merged if one[3] > one[1] and one[0] <= WIDEST), key=lambda one: one[1])
    if sum(one[3] - one[1] for one in deep) > limits.rows * WIDEST:
        raise TableRefused(BROKEN)
    return deep


def _filled(lines, merged: list[Merged], notes: list[str]) -> Iterator[tuple[int, list[Any]]]:
    """Rows that are not blank; cells merged downwards mean their value in each row of them."""
    coming = deque(merged)
    inside: list[tuple[Merged, Any]] = []
    for number, cells in lines:
        if all(cell is None for cell in cells):
            continue
        while coming and coming[0][1] < number:
            coming.popleft()  # begins in a blank row
        inside = [(one, value) for one, value in inside if one[3] >= number]
        for one, value in inside:
            if one[0] <= len(cells) and cells[one[0] - 1] is None:
                cells[one[0] - 1] = value
        while coming and coming[0][1] == number:
            one = coming.popleft()
            if one[0] <= len(cells) and cells[one[0] - 1] is not None:
                inside.append((one, cells[one[0] - 1]))
                notes.append(_told(one))
        yield number, cells


def _told(one: Merged) -> str:
    letter = get_column_letter(one[0])
    return f"{letter}{one[1]}:{letter}{one[3]} 是合并单元格，其中每一行都按同一个值读取。"
