"""A term counted by every dimension, beside a former one."""

from dataclasses import dataclass

from django.db.models import QuerySet

from foundation.rights.may import visible

from ..models import Mandate, Term
from .dimensions import DIMENSIONS, Dimension

BAR = 100  # width of a full bar in the drawing


@dataclass(frozen=True)
class Line:
    value: str
    label: str
    count: int
    share: float  # per cent of all of the term
    former: int
    former_share: float
    bar: float  # of the longest
    former_bar: float


@dataclass(frozen=True)
class Figure:
    """One dimension: what a table and a drawing show."""

    dimension: Dimension
    lines: list[Line]

    @property
    def height(self) -> int:
        return len(self.lines) * 28 + 4


def mandates_of(term: Term, user) -> QuerySet[Mandate]:
    """Whom the person may count: those not terminated, within the reach of their role."""
    return visible(user, "deputies.figures", Mandate.objects.filter(term=term).alive())


def figures(term: Term, user, former: Term | None = None) -> list[Figure]:
    """Every dimension of which something is known in one of the terms."""
    rows = mandates_of(term, user)
    before = mandates_of(former, user) if former else None
    totals = rows.count(), before.count() if before is not None else 0
    found = []
    for dimension in DIMENSIONS:
        now = dimension.counts(rows, term)
        then = dimension.counts(before, former) if before is not None else {}
        if lines := _lines(dimension, now, then, totals):
            found.append(Figure(dimension, lines))
    return found


def _lines(
    dimension: Dimension, now: dict[str, int], then: dict[str, int], totals: tuple[int, int]
) -> list[Line]:
    values = sorted(now.keys() | then.keys())
    if not dimension.ordered:
        values.sort(key=lambda value: (not value, -now.get(value, 0), -then.get(value, 0)))
    labels = dimension.labels(values)
    merged: dict[str, list[str]] = {}
    for value in values:  # bodies of two terms are two bodies of one name
        merged.setdefault(labels.get(value, value), []).append(value)
    longest = max([*now.values(), *then.values(), 1])
    lines = []
    for label, same in merged.items():
        count, former = (sum(counts.get(value, 0) for value in same) for counts in (now, then))
        mine = next((value for value in same if value in now), same[0])
        lines.append(
            Line(
                value=mine,
                label=label,
                count=count,
                share=_share(count, totals[0]),
                former=former,
                former_share=_share(former, totals[1]),
                bar=round(BAR * count / longest, 1),
                former_bar=round(BAR * former / longest, 1),
            )
        )
    return lines


def _share(count: int, total: int) -> float:
    return round(100 * count / total, 1) if total else 0.0
