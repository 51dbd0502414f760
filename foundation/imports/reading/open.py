"""Which kind of file it is: by its content, not by its name."""

from collections.abc import Iterable
from typing import Any

from .csv import read_csv
from .limits import Limits, TableRefused
from .xlsx import read_xlsx

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Line = tuple[int, list[Any]]  # number in the file, cells


def read(data: bytes, limits: Limits, *, first: int | None = None) -> tuple[list[Line], list[str]]:
    """The lines with something in them, and what people should know about how they were read.

    `first`: no more than so many lines, for a look at the beginning. Raises TableRefused.
    """
    if len(data) > limits.size:
        raise TableRefused(f"文件超过 {limits.size >> 20} MB。请删去图片和无关的表，或分成几份上传。")
    if not data.strip():
        raise TableRefused("文件是空的。")
    if data.startswith(OLD_EXCEL):
        raise TableRefused("这是旧格式（.xls）或加了密码的表。请去掉密码，另存为 .xlsx 再上传。")
    notes: list[str] = []
    lines: Iterable[Line]
    lines = read_xlsx(data, limits, notes) if data.startswith(b"PK") else read_csv(data, notes)
    kept = _bounded(lines, limits, first)
    if not kept:
        raise TableRefused("表里没有内容。")
    return kept, notes


def _bounded(lines: Iterable[Line], limits: Limits, first: int | None) -> list[Line]:
    kept: list[Line] = []
    for number, cells in lines:
        if any(cell not in (None, "") for cell in cells):
            kept.append((number, cells))
        if first is not None and len(kept) >= first:
            break
        if len(kept) > limits.rows + 20:  # the heading and what stands above it are not counted
            raise TableRefused(f"超过 {limits.rows} 行。请分成几份上传。")
    return kept
