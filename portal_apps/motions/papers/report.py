"""The yearly report on how suggestions were handled (代表法第五十一条): every figure with what it is a part of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foundation.documents.blocks import Bar, Block, Cell, Paragraph, Table
from foundation.documents.paper import Paper
from foundation.documents.text import chinese_date
from portal_apps.deputies.numerals import spoken


@dataclass(frozen=True)
class Rate:
    """满意率 and the like: `part` of `whole`; `means` says of what, and what is left out of it."""

    name: str
    part: int
    whole: int
    means: str

    @property
    def percent(self) -> str:
        return f"{self.part / self.whole:.1%}" if self.whole else "—"


@dataclass(frozen=True)
class Breakdown:
    """Items by one property. `lines` are (name, count, count of the year before or None), in the order shown.

    `whole` is the denominator of the shares, `of` its name; where an item may stand in several lines, say so in `note`.
    """

    name: str
    lines: Sequence[tuple[str, int, int | None]]
    whole: int
    of: str = "全部件数"
    note: str = ""


@dataclass(frozen=True)
class Listed:
    """A table of items: key supervised ones, promises that fell due, topics raised year after year."""

    name: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    none: str = "本年度没有。"


@dataclass(frozen=True)
class YearlyReport:
    """What the app counted. `silence` says how unanswered evaluations are treated: it stands beside the rates."""

    place: str
    year: int
    office: str
    made_on: date
    opening: Sequence[str]
    rates: Sequence[Rate]
    silence: str
    breakdowns: Sequence[Breakdown]
    lists: Sequence[Listed] = ()
    outlook: Sequence[str] = ()


def paper(report: YearlyReport) -> Paper:
    """Its sections numbered, empty ones left out."""
    sections: list[tuple[str, list[Block]]] = [
        ("总体情况", [*map(Paragraph, report.opening), *_rates(report)]),
        ("分类统计", [block for one in report.breakdowns for block in _breakdown(one)]),
        *((one.name, _listed(one)) for one in report.lists),
        ("下一步工作", [*map(Paragraph, report.outlook)]),
    ]
    blocks: list[Block] = []
    for number, (name, content) in enumerate([one for one in sections if one[1]], 1):
        blocks += [Paragraph(lead=f"{spoken(number)}、{name}", level=1), *content]
    title = f"{report.place}{report.year}年度代表建议、批评和意见办理情况报告"
    under = f"{report.office}　{chinese_date(report.made_on)}"
    return Paper(title, blocks, report.made_on, report.office, under)


def _rates(report: YearlyReport) -> list[Block]:
    if not report.rates:
        return []
    rows = tuple((one.name, str(one.part), str(one.whole), one.percent, one.means) for one in report.rates)
    head = ("指标", "分子", "分母", "比率", "口径")
    table = Table(head, rows, "办理质量", (1.2, 0.8, 0.8, 1, 4.2), frozenset({1, 2, 3}))
    return [table, Paragraph(f"未作评价的，{report.silence}。")]


def _breakdown(one: Breakdown) -> list[Block]:
    """Number, share and bar in a line; the bar's full width is the longest line."""
    longest = max((max(now, then or 0) for _, now, then in one.lines), default=0) or 1
    compared = any(then is not None for _, _, then in one.lines)
    rows: list[tuple[Cell, ...]] = []
    for name, now, then in one.lines:
        share = f"{now / one.whole:.1%}" if one.whole else "—"
        before = (str(then) if then is not None else "—",) if compared else ()
        rows.append(
            (name, str(now), share, *before, Bar(now / longest, then / longest if then is not None else None))
        )
    head = ("类别", "件数", "占比", *(("上年",) if compared else ()), "图")
    widths = (2.6, 0.9, 1, *((0.9,) if compared else ()), 2.6)
    numeric = frozenset(range(1, len(head) - 1))
    said = f"{one.name}（占比以{one.of} {one.whole} 件为分母{'；' + one.note if one.note else ''}）"
    return [Table(head, tuple(rows), said, widths, numeric)] if rows else []


def _listed(one: Listed) -> list[Block]:
    return [Table(one.head, tuple(one.rows))] if one.rows else [Paragraph(one.none)]
