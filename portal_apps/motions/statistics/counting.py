"""Count figures in the database: one statement for a scope, one for a breakdown."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import ExtractMonth
from django.utils.timezone import localdate

from foundation.rulebook.reading import rule_in_force

from ..models import Commitment, Fact
from .figures import BY_KEY, COLUMNS, FIGURES, RATES, Figure, Rate
from .scope import DIMENSIONS, Scope

MOST = 200  # lines of one breakdown; deputies and units of a city are fewer


@dataclass(frozen=True)
class Number:
    """A figure of a scope with what it is a part of."""

    figure: Figure
    value: int
    whole: int | None
    scope: Scope

    @property
    def address(self) -> str:
        return self.scope.written(self.figure.key)

    @property
    def percent(self) -> str:
        return share(self.value, self.whole)


@dataclass(frozen=True)
class Quota:
    """A rate: percent, numerator, denominator, and what stands beside."""

    rate: Rate
    part: int
    whole: int
    aside: list[Number]
    numerator: Number
    denominator: Number
    note: str = ""

    @property
    def percent(self) -> str:
        return share(self.part, self.whole)

    @property
    def number(self) -> float:
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True)
class Promises:
    """Of a scope, in promises and not in items. `open` are not due yet."""

    kept: int
    explained: int
    broken: int
    open: int

    @property
    def due(self) -> int:
        return self.kept + self.explained + self.broken

    @property
    def percent(self) -> str:
        return share(self.kept, self.due)


@dataclass(frozen=True)
class Line:
    """One group of a breakdown."""

    key: int | str
    name: str
    scope: Scope
    numbers: dict[str, Number]

    def value(self, key: str) -> int:
        return self.numbers[key].value


def share(part: int, whole: int | None) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def _counts(figures: tuple[Figure, ...], today: date) -> dict[str, Count]:
    return {f"n_{one.key}": Count("pk", filter=one.counted(today)) for one in figures}


def numbers(
    scope: Scope, today: date | None = None, figures: tuple[Figure, ...] = FIGURES
) -> dict[str, Number]:
    """Every figure of a scope, or some with the figures they are parts of."""
    today = today or localdate()
    found = scope.facts().aggregate(**_counts(figures, today))
    return {
        one.key: Number(one, found[f"n_{one.key}"], found.get(f"n_{one.part_of}"), scope) for one in figures
    }


def quotas(found: dict[str, Number], silence: str) -> list[Quota]:
    """`silence` is the value of the rule: with `satisfied`, who does not evaluate counts as satisfied."""
    made = []
    for rate in RATES:
        part, whole, note = found[rate.part].value, found[rate.whole].value, ""
        if rate.silent and silence == "satisfied":
            part, whole = part + found[rate.silent].value, whole + found[rate.silent].value
            note = f"未评价的 {found[rate.silent].value} 件按规则视为满意，已计入分子和分母"
        elif rate.silent:
            note = f"未评价的 {found[rate.silent].value} 件不计入分母"
        aside = [found[key] for key in rate.aside]
        made.append(Quota(rate, part, whole, aside, found[rate.part], found[rate.whole], note))
    return made


def silence_policy(day: date | None = None) -> tuple[str, str]:
    """Value and words of the rule on those who do not evaluate."""
    version = rule_in_force("suggestion.silence_policy", day)
    return str(version.typed), f"{version.rule}：{version.spoken}"


def promises(scope: Scope, today: date | None = None) -> Promises:
    today = today or localdate()
    rows = scope.facts().filter(kind="suggestion")
    said = rows.aggregate(kept=Sum("kept"), explained=Sum("explained"), promises=Sum("promises"))
    kept, explained, every = (said[name] or 0 for name in ("kept", "explained", "promises"))
    late = Commitment.objects.open().standing().filter(due_on__lt=today)
    if "unit" in scope.within:
        late = late.filter(handling__unit=scope.within["unit"])
    broken = late.filter(handling__item__in=rows.filter(promise_due_on__lt=today).values("item")).count()
    return Promises(kept, explained, broken, every - kept - explained - broken)


def breakdown(scope: Scope, by: str, today: date | None = None, most: int = MOST) -> list[Line]:
    """By a dimension, those with most items first; what has none (no unit yet) is left out."""
    today = today or localdate()
    column, _, model = DIMENSIONS[by]
    rows = Fact.objects.parts() if by == "unit" else scope.facts()
    if by == "unit" and scope.year:
        rows = rows.filter(year=scope.year)
    figures = tuple(BY_KEY[key] for key in COLUMNS)
    rows = rows.filter(kind="suggestion", **{f"{column}__isnull": False})
    found = list(rows.values(column).annotate(**_counts(figures, today)).order_by("-n_filed", column)[:most])
    related = {"sponsor": ("person", "delegation"), "session": ("term__area",), "category": ("parent",)}.get(
        by, ()
    )
    names = model.objects.select_related(*related).in_bulk([row[column] for row in found])
    return [_line(row, row[column], str(names[row[column]]), scope.at(by, row[column])) for row in found]


def _line(row: dict[str, Any], key: int | str, name: str, scope: Scope) -> Line:
    return Line(
        key, name, scope,
        {
            one: Number(BY_KEY[one], row[f"n_{one}"], row.get(f"n_{BY_KEY[one].part_of}"), scope)
            for one in COLUMNS
        },
    )  # fmt: skip


def by_year(scope: Scope, today: date | None = None) -> list[Line]:
    """Each year as a line, the newest first; within the same unit, category…"""
    figures = tuple(BY_KEY[key] for key in COLUMNS)
    rows = replace(scope, year=None).facts().filter(kind="suggestion").values("year")
    found: Any = rows.annotate(**_counts(figures, today or localdate())).order_by("-year")
    return [_line(row, row["year"], f"{row['year']} 年度", replace(scope, year=row["year"])) for row in found]


def by_month(scope: Scope, today: date | None = None) -> list[dict[str, int]]:
    """What was due in each month: answered in time, late, still owed."""
    today = today or localdate()
    keys = ("due", "in_time", "late", "overdue")
    rows: Any = scope.facts().filter(BY_KEY["due"].counted(today), due_on__isnull=False)
    rows = rows.annotate(month=ExtractMonth("due_on")).values("month", year_due=F("due_on__year"))
    found = rows.annotate(**_counts(tuple(BY_KEY[key] for key in keys), today)).order_by("year_due", "month")
    return list(found)


def years() -> list[int]:
    return list(Fact.objects.items().order_by("-year").values_list("year", flat=True).distinct())


def all_conditions(today: date) -> dict[str, Q]:
    """For tests and reports: what each figure counts."""
    return {one.key: one.counted(today) for one in FIGURES}
