"""The citizen identity number (GB 11643—1999): its check digit, and the birthday and sex it says. Plain Python."""

import re
from datetime import date

from foundation.imports import cells
from foundation.imports.cells import CellFault

SHAPE = re.compile(r"[1-8]\d{16}[\dX]")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


def id_number(raw) -> str:
    """A reader of cells. Raises CellFault, which never repeats the number."""
    said = cells.code(raw).upper().removeprefix("'")
    if not SHAPE.fullmatch(said):
        raise CellFault("公民身份号码不是 18 位", "对照身份证重新填；这一列要用“文本”格式。")
    if check_digit(said[:17]) != said[17]:
        raise CellFault("公民身份号码的校验码不对，有一位填错了", "对照身份证重新填（GB 11643）。")
    if birthday(said) is None:
        raise CellFault("公民身份号码里的出生日期不存在", "对照身份证重新填（GB 11643）。")
    return said


def check_digit(first: str) -> str:
    """Of the first 17 digits (ISO 7064 MOD 11-2)."""
    return CHECK[sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True)) % 11]


def birthday(number: str) -> date | None:
    """Digits 7 to 14; None where there is no such day."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= 1900 else None


def sex(number: str) -> str:
    """The code of GB/T 2261.1: digit 17 is odd for men."""
    return "1" if int(number[16]) % 2 else "2"


def mobile(raw) -> str:
    """A reader of cells: a mobile number of the mainland."""
    said = cells.code(raw).removeprefix("+86").replace("-", "")
    if not re.fullmatch(r"1[3-9]\d{9}", said):
        raise CellFault("不是 11 位的手机号", "填 11 位手机号；座机填在“单位电话”。")
    return said


def born(raw) -> date:
    """A day, or a month: then the first of it, which stands for “some day of this month”."""
    try:
        return cells.day(raw)
    except CellFault:
        return cells.month(raw)
