"""A kind of table for tests: accounts by user name. And files of every sort, made on the spot."""

import csv
import io
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from foundation.imports import cells
from foundation.imports.kinds import Action, Column, Row, TableKind, kinds, register_table

KEY = "tests.people"


def judge(rows: list[Row], choices: dict, by) -> None:
    known = get_user_model().objects.in_bulk(
        [row["username"] for row in rows if row["username"]], field_name="username"
    )
    seen: dict[str, int] = {}
    for row in rows:
        name = row["username"]
        if name in seen:
            row.blame("username", f"和第 {seen[name]} 行是同一个人", "只留一行。")
        seen.setdefault(name, row.number)
        row.memo = known.get(name)
        if row.memo:
            same = row["display_name"] in (None, row.memo.display_name)
            row.action = Action.UNCHANGED if same else Action.UPDATE


def apply(rows: list[Row], choices: dict, by, step) -> dict:
    model = get_user_model()
    for done, row in enumerate(rows):
        person = row.memo or model(username=row["username"])
        person.display_name = row["display_name"] or ""
        person.save()
        step(done)
    return {"写入": len(rows)}


PEOPLE = TableKind(
    key=KEY,
    name="人员名单",
    verb="deputies.edit",
    columns=(
        Column("username", "工号", cells.code, ("编号",), required=True, help="每人一个"),
        Column("display_name", "姓名", synonyms=("名字",), required=True),
        Column("birth", "出生日期", cells.day),
    ),
    judge=judge,
    apply=apply,
)


@pytest.fixture
def people():
    """The kind, known for the time of one test."""
    register_table(PEOPLE)
    yield PEOPLE
    kinds.pop(KEY)


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff", display_name="许文澜")


def xlsx(*rows: list[Any], change=None) -> bytes:
    """A workbook of these rows; `change(sheet)` does what is special."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of(*rows: list[Any], encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def file_of(data: bytes, name: str = "名单.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


HEAD = ["工号", "姓名", "出生日期"]
ROWS = [["d-001", "王芳", "1972-05-01"], ["d-002", "李强", "1968-11-30"], ["d-003", "赵敏", "1980-02-29"]]
