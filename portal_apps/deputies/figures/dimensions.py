"""What a term is counted by. Each dimension knows its values, their names, and the condition of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from ..models import Level, Mandate, Source, Tag, Term
from ..standards import standard

NOT_SAID = ""  # the value of those of whom it is not known
BANDS = ((0, 30), (30, 35), (35, 40), (40, 45), (45, 50), (50, 55), (55, 60), (60, 200))


def first_day(term: Term) -> date:
    """Ages are counted on the day the term begins, so that terms can be compared."""
    return term.since or date.today()


@dataclass(frozen=True)
class ByColumn:
    """One value a mandate: a column of the mandate or the person."""

    key: str
    name: str
    path: str
    names: dict[str, str] = field(default_factory=dict)
    not_said: str = "未填"
    ordered: bool = False  # by their codes, not by their number
    note: str = ""

    def counts(self, rows: QuerySet[Mandate], term: Term) -> dict[str, int]:
        found = rows.order_by().values_list(self.path).annotate(Count("pk"))
        return {str(value if value is not None else NOT_SAID): number for value, number in found}

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: self.names.get(value, value) or self.not_said for value in values}

    def where(self, value: str, term: Term) -> Q:
        unknown = Q(**{self.path: ""}) if self.names else Q(**{f"{self.path}__isnull": True})
        return Q(**{self.path: value}) if value else unknown


@dataclass(frozen=True)
class ByBody(ByColumn):
    """A column that points at a body."""

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        from ..models import Body

        known = dict(Body.objects.filter(pk__in=filter(None, values)).values_list("pk", "name"))
        return {value: known.get(int(value or 0), self.not_said) for value in values}

    def where(self, value: str, term: Term) -> Q:
        return Q(**{self.path: int(value)}) if value.isdecimal() else Q(**{f"{self.path}__isnull": True})


@dataclass(frozen=True)
class ByTag:
    """Several values a mandate, or none."""

    key: str
    name: str
    kind: str
    ordered: bool = False
    note: str = "一个人可以有几个标签，各项之和不等于总数。"

    def counts(self, rows: QuerySet[Mandate], term: Term) -> dict[str, int]:
        through = Mandate.tags.through.objects.filter(
            mandate__in=rows.order_by().values("pk"), tag__kind=self.kind
        )
        return {str(tag): number for tag, number in through.values_list("tag").annotate(Count("pk"))}

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {
            str(pk): name for pk, name in Tag.objects.filter(pk__in=list(values)).values_list("pk", "name")
        }

    def where(self, value: str, term: Term) -> Q:
        return Q(
            pk__in=Mandate.tags.through.objects.filter(tag=int(value) if value.isdecimal() else 0).values(
                "mandate"
            )
        )


@dataclass(frozen=True)
class ByAge:
    key: str = "age"
    name: str = "年龄"
    ordered: bool = True
    note: str = "按本届开始那天的周岁计算。"

    def counts(self, rows: QuerySet[Mandate], term: Term) -> dict[str, int]:
        wanted = {value: Count("pk", filter=self.where(value, term)) for value in self._values()}
        found = rows.order_by().aggregate(**{f"n{value}": counted for value, counted in wanted.items()})
        return {value: found[f"n{value}"] for value in wanted if found[f"n{value}"]}

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        known = {f"{low:03}": f"{low}～{high - 1} 岁" for low, high in BANDS}
        known |= {"000": "不满 30 岁", "060": "60 岁以上", NOT_SAID: "未填"}
        return {value: known.get(value, value) for value in values}

    def where(self, value: str, term: Term) -> Q:
        band = next((one for one in BANDS if f"{one[0]:03}" == value), None)
        if band is None:
            return Q(person__born_on=None)
        day = first_day(term)
        return Q(person__born_on__lte=_before(day, band[0]), person__born_on__gt=_before(day, band[1]))

    @staticmethod
    def _values() -> list[str]:
        return [*(f"{low:03}" for low, _ in BANDS), NOT_SAID]


@dataclass(frozen=True)
class ByOtherLevel:
    """Who is at the same time a deputy of another level."""

    key: str = "level"
    name: str = "兼任其他层级代表"
    ordered: bool = True
    note: str = "不兼任的不列。"

    def counts(self, rows: QuerySet[Mandate], term: Term) -> dict[str, int]:
        return {
            level: number
            for level in Level.values
            if (number := rows.filter(self.where(level, term)).count())
        }

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: f"{Level(value).label}代表" for value in values}

    def where(self, value: str, term: Term) -> Q:
        others = Mandate.objects.alive().exclude(term=term).filter(term__area__level=value)
        day = first_day(term)
        held = others.filter(Q(term__until=None) | Q(term__until__gte=day))
        return Q(person__in=held.values("person"))


Dimension = Any  # one of the classes above: counts, labels, where


def _codes(key: str, name: str, **more) -> ByColumn:
    return ByColumn(key, name, f"person__{key}", {"": "", **standard(key).entries}, **more)


DIMENSIONS: tuple[Dimension, ...] = (
    _codes("sex", "性别", ordered=True),
    ByAge(),
    _codes("party", "党派"),
    _codes("nationality", "民族"),
    _codes("education", "学历", ordered=True),
    _codes("degree", "学位", ordered=True),
    ByTag("structure", "代表构成", "structure"),
    ByTag("field", "专业领域", "field"),
    ByBody("delegation", "代表团", "delegation", not_said="未编团"),
    ByBody("electing_unit", "选举单位", "electing_unit", not_said="未填"),
    ByOtherLevel(),
    ByColumn("source", "产生方式", "source", dict(Source.choices)),
)
BY_KEY = {one.key: one for one in DIMENSIONS}


def _before(day: date, years: int) -> date:
    """The latest birthday of who is so many years old on a day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
