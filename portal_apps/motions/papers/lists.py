"""The list of items that a search shows, as a Word document or PDF: a wide table with what it is a list of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foundation.documents.blocks import Paragraph, Table
from foundation.documents.paper import Paper
from foundation.documents.text import chinese_date


@dataclass(frozen=True)
class Column:
    """A column with its share of the width; figures stand to the right."""

    name: str
    share: float = 1
    numeric: bool = False


COLUMNS = (
    Column("编号", 1.1),
    Column("标题", 3),
    Column("领衔代表", 1.4),
    Column("代表团", 1.6),
    Column("承办单位", 1.8),
    Column("状态", 1.2),
    Column("答复期限", 1.7),
    Column("办理结果", 1.4),
    Column("评价", 1),
)


@dataclass(frozen=True)
class ItemList:
    """`rows` have one text per column, in the order shown. `conditions` are the filters in words; `mark` is the trace
    of this export (who, when, number)."""

    title: str
    rows: Sequence[tuple[str, ...]]
    made_on: date
    author: str
    conditions: Sequence[str] = ()
    mark: str = ""
    columns: tuple[Column, ...] = COLUMNS


def paper(listed: ItemList) -> Paper:
    """Raises ValueError when a row has not one text per column."""
    if wrong := [number for number, row in enumerate(listed.rows, 1) if len(row) != len(listed.columns)]:
        raise ValueError(f"row {wrong[0]} has not one text for each of {len(listed.columns)} columns")
    conditions = "；".join(listed.conditions) or "全部"
    under = f"范围：{conditions}。共 {len(listed.rows)} 件。{chinese_date(listed.made_on)}"
    table = Table(
        tuple(column.name for column in listed.columns),
        tuple(listed.rows),
        widths=tuple(column.share for column in listed.columns),
        numeric=frozenset(number for number, column in enumerate(listed.columns) if column.numeric),
    )
    blocks = [table] if listed.rows else [Paragraph("没有符合条件的件。")]
    return Paper(
        listed.title,
        [*blocks, *([Paragraph(listed.mark)] if listed.mark else [])],
        listed.made_on,
        listed.author,
        under,
        landscape=True,
    )
