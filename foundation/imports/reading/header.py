"""Which line holds the headings, and what they mean."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .limits import TableRefused

LOOK_AT = 15  # lines; above the headings stand a title, a date, a note
ASIDE = re.compile(r"[（(\[【].*?[)）\]】]")


@dataclass(frozen=True)
class Table:
    """`header` are the headings as written, `lines` what stands below them, each as wide as the header."""

    header: list[str]
    header_line: int
    lines: list[tuple[int, list[Any]]]
    notes: list[str]


def plain(heading: str) -> str:
    """姓 名＊（必填） → 姓名: two headings that differ only in form are the same."""
    folded = ASIDE.sub("", unicodedata.normalize("NFKC", heading))
    return re.sub(r"[\s*:：★_-]+", "", folded).lower()


def arrange(lines: list[tuple[int, list[Any]]], notes: list[str], known: Callable[[str], object]) -> Table:
    """The heading line is the one of the first few in which most cells are `known`; else the first with two texts.

    Raises TableRefused when there is none.
    """
    head = lines[:LOOK_AT]
    hits = [sum(bool(known(plain(cell))) for cell in cells if isinstance(cell, str)) for _, cells in head]
    if max(hits, default=0) > 0:
        place = hits.index(max(hits))
    else:
        texts = [sum(isinstance(cell, str) and bool(cell.strip()) for cell in cells) for _, cells in head]
        place = next((number for number, count in enumerate(texts) if count > 1), -1)
    if place < 0:
        raise TableRefused("没有找到标题行。第一行请写每一列是什么，例如：姓名、性别、代表团。")
    number, cells = lines[place]
    header = ["" if cell is None else " ".join(str(cell).split())[:60] for cell in cells]
    while header and not header[-1]:
        header.pop()
    width = len(header)
    below = [(at, [*cells[:width], *[None] * (width - len(cells))]) for at, cells in lines[place + 1 :]]
    return Table(header, number, below, notes)
