"""What the page of figures shows of one scope."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from . import drawing
from .counting import (
    Line,
    Number,
    Promises,
    Quota,
    breakdown,
    by_month,
    numbers,
    promises,
    quotas,
    silence_policy,
)
from .figures import COLUMNS, FIGURES, FUNNEL, Figure
from .scope import Scope

LEAST = 10  # judged replies a unit needs to stand in the ranking: one of one says nothing
SQUARES = 600  # promises that are drawn one by one
GRADES = (("result_good", "good"), ("result_fair", "fair"), ("result_bad", "bad"))


@dataclass(frozen=True)
class Drawn:
    """A line with its bar."""

    name: str
    numbers: list[Number]
    bar: list[drawing.Segment]
    said: str
    percent: str = ""
    note: str = ""


@dataclass(frozen=True)
class Page:
    scope: Scope
    today: date
    numbers: dict[str, Number]
    quotas: list[Quota]
    promises: Promises
    silence: str

    @classmethod
    def of(cls, scope: Scope, today: date) -> "Page":
        found = numbers(scope, today)
        value, words = silence_policy(today)
        return cls(scope, today, found, quotas(found, value), promises(scope, today), words)

    @property
    def heads(self) -> list[Quota]:
        return [one for one in self.quotas if one.rate.key in ("in_time", "contact", "satisfied")]

    @property
    def remark(self) -> str:
        """When deputies are content with more than was kept."""
        good = next(one for one in self.quotas if one.rate.key == "satisfied")
        if not good.whole or not self.promises.due:
            return ""
        apart = round((good.number - self.promises.kept / self.promises.due) * 100)
        if apart < 1:
            return ""
        return f"满意率比落实率高 {apart} 个百分点：多数承诺在评价之后才到期，两个数要放在一起看。"

    @cached_property
    def funnel(self) -> list[Drawn]:
        """From assigned to satisfied, each of the step before it."""
        whole, made = self.numbers[FUNNEL[0]].value, []
        notes = {
            "answered": ("overdue",),
            "judged": ("unjudged",),
            "result_good": ("result_fair", "result_bad"),
        }
        for key in FUNNEL:
            one = self.numbers[key]
            said = "，".join(
                f"{self.numbers[beside].figure.name} {self.numbers[beside].value}"
                for beside in notes.get(key, ())
            )
            bar = drawing.stacked([(one.value, "good")], whole)
            made.append(
                Drawn(one.figure.name, [one], bar, f"{one.value} 件", one.percent if one.whole else "", said)
            )
        return made

    @cached_property
    def field(self) -> tuple[list[drawing.Square], int] | None:
        said = self.promises
        parts = [(said.kept, "good"), (said.explained, "slate"), (said.broken, "bad"), (said.open, "open")]
        return drawing.field(parts) if 0 < sum(count for count, _ in parts) <= SQUARES else None

    @cached_property
    def months(self) -> list[dict]:
        rows = by_month(self.scope, self.today)
        parts = (("n_in_time", "good"), ("n_late", "fair"), ("n_overdue", "bad"))
        return [{**row, "bar": drawing.stacked([(row[key], tone) for key, tone in parts])} for row in rows]

    @cached_property
    def letters(self) -> list[Number]:
        return [one for key, one in self.numbers.items() if key.startswith("letter_") and one.value]

    @property
    def definitions(self) -> list[tuple[Figure, Number, str]]:
        names = {one.key: one.name for one in FIGURES}
        return [(one, self.numbers[one.key], names.get(one.part_of, "")) for one in FIGURES]


def ranking(scope: Scope, today: date, least: int = LEAST) -> tuple[list[Drawn], int]:
    """Units with enough judged replies, the least satisfied first; and how many have not enough."""
    lines = breakdown(Scope(scope.year), "unit", today)
    enough = [line for line in lines if line.value("judged") >= least]
    enough.sort(key=lambda line: line.value("result_good") / line.value("judged"))
    return [_ranked(line) for line in enough], len(lines) - len(enough)


def _ranked(line: Line) -> Drawn:
    bar = drawing.stacked([(line.value(key), tone) for key, tone in GRADES])
    shown = [line.numbers[key] for key in ("result_good", "judged", "unjudged", "result_bad")]
    said = "，".join(f"{line.numbers[key].figure.name} {line.value(key)}" for key, _ in GRADES)
    return Drawn(line.name, shown, bar, said, shown[0].percent)


def ordered(lines: list[Line], sort: str) -> list[Line]:
    """By a column, `-` before it for the largest first; a wrong word keeps the order."""
    key = sort.removeprefix("-")
    if key not in COLUMNS:
        return lines
    return sorted(lines, key=lambda line: line.value(key), reverse=sort.startswith("-"))
