"""What is counted: a year, and within it a unit, a category… The same words stand in the address of a list."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from foundation.rights.may import may, places_of, reaches_all
from portal_apps.deputies.models import Body, Mandate, Session
from portal_apps.deputies.reach import ids

from ..models import Category, Fact, Item, YearReport
from .facts import settle
from .figures import BY_KEY, Figure

VERB = "suggestions.figures"
#: name in an address → column of Fact, what it is called, whose rows it names
DIMENSIONS: dict[str, tuple[str, str, Any]] = {
    "unit": ("unit", "承办单位", Body),
    "category": ("category", "分类", Category),
    "delegation": ("delegation", "代表团", Body),
    "sponsor": ("lead", "领衔代表", Mandate),
    "session": ("session", "会次", Session),
}
MARK = "~"


@dataclass(frozen=True)
class Scope:
    """`within` maps names of `DIMENSIONS` to keys. With a unit its parts are counted, else whole items."""

    year: int | None = None
    within: dict[str, int] = field(default_factory=dict)

    def facts(self) -> QuerySet[Fact]:
        rows = Fact.objects.parts() if "unit" in self.within else Fact.objects.items()
        if self.year:
            rows = rows.filter(year=self.year)
        return rows.filter(**{DIMENSIONS[name][0]: pk for name, pk in self.within.items()})

    def at(self, name: str, pk: int) -> "Scope":
        return replace(self, within={**self.within, name: pk})

    def written(self, key: str) -> str:
        """For the parameter `figure` of a list."""
        parts = [f"{name}={pk}" for name, pk in sorted(self.within.items())]
        return MARK.join([key, str(self.year or ""), *parts])

    def told(self) -> str:
        """In words."""
        named = [
            str(DIMENSIONS[name][2].objects.filter(pk=pk).first() or "") for name, pk in self.within.items()
        ]
        return "，".join([f"{self.year} 年度" if self.year else "历年", *filter(None, named)])


@dataclass(frozen=True)
class Drilled:
    """A figure of a scope, as it came in an address."""

    figure: Figure
    scope: Scope

    def __str__(self) -> str:
        return f"{self.scope.told()}：{self.figure.name}"

    def condition(self, user, today: date | None = None) -> Q:
        """The items it counts, for who sees this figure with its items."""
        if not opens(user, self.scope, self.figure.kind):
            return Q(pk__in=[])
        settle()
        counted = self.scope.facts().filter(self.figure.counted(today or localdate()))
        return Q(pk__in=counted.values("item"))


@dataclass(frozen=True)
class Issued:
    """A figure as a report counted it: `@3~answered`."""

    figure: Figure
    report: int

    def __str__(self) -> str:
        report = YearReport.objects.filter(pk=self.report).first()
        return f"{report or '没有这份报告'}：{self.figure.name}"

    def condition(self, user, today: date | None = None) -> Q:
        report = YearReport.objects.filter(pk=self.report).first()
        if report is None or not opens(user, Scope(report.year), self.figure.kind):
            return Q(pk__in=[])
        return Q(pk__in=report.figures["numbers"].get(self.figure.key, {}).get("items", []))


def read(text: str) -> Drilled | Issued | None:
    """What `Scope.written` wrote, or a figure of an issued report; None for anything else."""
    if text.startswith("@"):
        number, _, key = text[1:].partition(MARK)
        return Issued(BY_KEY[key], int(number)) if key in BY_KEY and number.isdecimal() else None
    key, _, rest = text.partition(MARK)
    year, *conditions = rest.split(MARK)
    if key not in BY_KEY or (year and not year.isdecimal()):
        return None
    within = {}
    for one in conditions:
        name, _, pk = one.partition("=")
        if name not in DIMENSIONS or not pk.isdecimal():
            return None
        within[name] = int(pk)
    return Drilled(BY_KEY[key], Scope(int(year) if year else None, within))


def own_units(user) -> list[int]:
    """Of somebody who sees the figures of units only."""
    if reaches_all(user, VERB) or not may(user, VERB):
        return []
    return sorted(pk for role in user.roles for pk in ids(places_of(user, role.key), "unit"))


def opens(user, scope: Scope, kind: str = "suggestion") -> bool:
    """Whether each number leads to its items: where the person reads all of them."""
    if reaches_all(user, VERB) and reaches_all(user, f"{kind}s.read"):
        return True
    return kind == "suggestion" and scope.within.get("unit") in own_units(user)


def counted_items(drilled: Drilled, user) -> QuerySet[Item]:
    return Item.objects.filter(drilled.condition(user))
