"""What is read from files as people really make them, and what is refused."""

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.imports import cells
from foundation.imports.cells import CellFault, Unread
from foundation.imports.reading import Limits, TableRefused, arrange, read
from foundation.imports.writing import safe_text, write_table

from .conftest import HEAD, ROWS, csv_of, xlsx

LIMITS = Limits(size=5 << 20, unpacked=20 << 20, rows=500)


def table(data: bytes, known=("姓名", "工号"), limits: Limits = LIMITS):
    lines, notes = read(data, limits)
    return arrange(lines, notes, known.__contains__)


def values(data: bytes) -> list[list]:
    return [cells for _, cells in table(data).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_encoding_people_save_it_in(encoding):
    found = table(csv_of(HEAD, *ROWS, encoding=encoding))
    assert found.header == HEAD
    assert [cells for _, cells in found.lines] == ROWS


@pytest.mark.parametrize("separator", ["\t", ";", "，"])
def test_a_csv_is_read_with_other_separators(separator):
    text = "\n".join(separator.join(row) for row in [HEAD, *ROWS])
    assert values(text.encode()) == ROWS


def test_a_title_above_the_headings_is_no_row_and_line_numbers_are_those_of_the_file():
    def merge(sheet):
        sheet.merge_cells("A1:C1")

    found = table(xlsx(["市十六届人大代表名册"], [], ["填表日期 2026-11-20"], HEAD, *ROWS, change=merge))
    assert found.header == HEAD
    assert [number for number, _ in found.lines] == [5, 6, 7]


def test_cells_merged_downwards_mean_their_value_in_every_row():
    def merge(sheet):
        sheet.merge_cells("C2:C3")

    found = table(
        xlsx(["工号", "姓名", "代表团"], ["1", "王芳", "中原区"], ["2", "李强"], ["3", "赵敏"], change=merge)
    )
    assert [cells[2] for _, cells in found.lines] == ["中原区", "中原区", None]
    assert "C2:C3" in found.notes[0]


def test_numbers_keep_their_zeros_and_a_number_that_lost_digits_is_refused():
    def shape(sheet):
        sheet["A2"].number_format = "000000"

    lines = values(xlsx(HEAD, [123, "王芳"], ["000456", "李强"], [410105197205010024, "赵敏"], change=shape))
    assert cells.code(lines[0][0]) == "000123"
    assert cells.code(lines[1][0]) == "000456"
    with pytest.raises(CellFault, match="丢失"):
        cells.code(lines[2][0])


def test_formulas_are_not_worked_out():
    lines = values(xlsx(HEAD, ["1", '=HYPERLINK("http://x")', None]))
    assert isinstance(lines[0][1], Unread)
    with pytest.raises(CellFault, match="公式"):
        cells.text(lines[0][1])


@pytest.mark.parametrize(
    "raw",
    [
        datetime(1972, 5, 1),
        date(1972, 5, 1),
        "1972-05-01",
        "1972/5/1",
        "1972.5.1",
        "１９７２年５月１日",
        "19720501",
    ],
)
def test_a_day_is_understood_however_it_is_written(raw):
    assert cells.day(raw) == date(1972, 5, 1)


@pytest.mark.parametrize(
    "raw", [1972.05, "1972.05", "1972年5月", "197205", 197205, "1972-05-17", datetime(1972, 5, 9)]
)
def test_a_month_is_understood_however_it_is_written(raw):
    assert cells.month(raw) == date(1972, 5, 1)


@pytest.mark.parametrize("raw", ["1972-13-01", "二月", "2月30日", "99", 31])
def test_what_is_no_day_says_how_to_write_one(raw):
    with pytest.raises(CellFault) as fault:
        cells.day(raw)
    assert "2026-01-31" in fault.value.cure


def test_a_hidden_sheet_is_not_read_and_several_sheets_are_told():
    def add(sheet):
        sheet.sheet_state = "hidden"
        for title in ("名单", "说明"):
            other = sheet.parent.create_sheet(title)
            other.append(HEAD)
            other.append(["9", title, None])
        sheet.parent.active = 1

    found = table(xlsx(HEAD, ROWS[0], change=add))
    assert [cells[1] for _, cells in found.lines] == ["名单"]
    assert "读的是“名单”" in found.notes[0]


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def changed(data: bytes, name: str, change) -> bytes:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {entry: old.read(entry) for entry in old.namelist()}
    return archive(parts | {name: change(parts.get(name, b""))})


SHEET = "xl/worksheets/sheet1.xml"
GOOD = xlsx(HEAD, *ROWS)


def lie(data: bytes) -> bytes:
    """The archive says its first part is one byte long."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + (1).to_bytes(4, "little") + data[at + 4 :]


EVIL = {
    "empty": b"",
    "blank lines": b"\n\n",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00",
    "old excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100,
    "half a file": GOOD[: len(GOOD) // 2],
    "another archive": archive({"a.txt": b"x"}),
    "a bomb": changed(GOOD, "xl/media/image1.png", lambda _: bytes(30 << 20)),
    "a bomb that lies": lie(GOOD),
    "macros": changed(GOOD, "xl/vbaProject.bin", lambda _: b"x"),
    "entities": changed(GOOD, SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml.partition(b"?>")[2]),
    "a far row": changed(GOOD, SHEET, lambda xml: xml.replace(b'<row r="2"', b'<row r="99999999999"')),
    "no xml": changed(GOOD, SHEET, lambda _: b"\xff\xfe<"),
    "too many rows": xlsx(HEAD, *[[str(n), "王芳"] for n in range(600)]),
    "too many columns": csv_of(["姓名"] * 300, ["x"] * 300),
    "an open quote": b'"' + b"x" * 200_000,
    "no headings": xlsx([1], [2]),
}


@pytest.mark.parametrize("name", EVIL)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(name):
    with pytest.raises(TableRefused, match="。"):
        table(EVIL[name], known=())


def test_a_far_cell_costs_nothing():
    far = changed(GOOD, SHEET, lambda xml: xml.replace(b'<c r="C2"', b'<c r="XFD2"'))
    assert len(table(far).lines) == 3


words = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zs", "Zl", "Zp", "Cf", "Co"]),
    min_size=1,
    max_size=12,
)
prefixed = st.one_of(words, st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "'=", "''-"]), words))
rows = st.lists(st.lists(prefixed, min_size=3, max_size=3), min_size=1, max_size=6)


@given(rows)
def test_what_we_write_as_a_workbook_we_read_again(written):
    data = write_table(["姓名", "工号", "备注"], written, trace="导出：许文澜")
    found = table(data)
    assert found.header == ["姓名", "工号", "备注"]
    assert [[cells.lines(cell) for cell in line] for _, line in found.lines] == written


@given(rows)
def test_what_we_write_as_text_we_read_again(written):
    safe = [[safe_text(cell) for cell in row] for row in written]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in safe for cell in row)
    assert values(csv_of(["姓名", "工号", "备注"], *safe, encoding="utf-8-sig")) == written


def test_nothing_in_a_workbook_is_a_formula():
    data = write_table(["=1+1"], [["=cmd|' /C calc'!A0"], ["@SUM(1)"]], trace="=x")
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        xml = made.read(SHEET)
    assert b"<f>" not in xml
    assert xml.count(b"<is>") + xml.count(b't="s"') + xml.count(b't="inlineStr"') >= 4


def test_a_remark_stands_on_its_cell():
    from openpyxl import load_workbook

    data = write_table(HEAD, ROWS, marks={(1, 2): "不是有效的日期"}, hints={0: "必须填"})
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet["C3"].comment.text == "不是有效的日期"
    assert sheet["A1"].comment.text == "必须填"
    assert sheet["B3"].comment is None
