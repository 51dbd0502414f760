"""What the screens read together: mandates of several people at once, and the picture of a life of mandates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from ..models import Mandate, Person

WIDTH, LEFT, ROW, TOP = 1000, 120, 52, 34


def mandates_of(people: Iterable[Person]) -> dict[int, list[Mandate]]:
    """By person, newest term first; one query."""
    found: dict[int, list[Mandate]] = {}
    rows = Mandate.objects.for_reading().select_related("contact_member", "proposal").prefetch_related("tags")
    for mandate in rows.filter(person__in=[person.pk for person in people]).order_by("-starts_on", "-pk"):
        found.setdefault(mandate.person_id, []).append(mandate)
    return found


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    label: str
    state: str

    @property
    def text_x(self) -> int:
        return self.x + 10

    @property
    def text_y(self) -> int:
        return self.y + 26


@dataclass(frozen=True)
class Line:
    label: str
    y: int


@dataclass(frozen=True)
class Chart:
    """Numbers for an SVG: a line for each area, a bar for each mandate, a mark for each year."""

    lines: list[Line]
    bars: list[Bar]
    years: list[tuple[int, int]]
    today: int
    height: int
    said: str

    width = WIDTH + 30  # room for the last word


def timeline(mandates: list[Mandate]) -> Chart | None:
    """None where there is nothing to draw."""
    drawn = [mandate for mandate in mandates if mandate.starts_on]
    if not drawn:
        return None
    today = localdate()
    first = min(mandate.starts_on.year for mandate in drawn if mandate.starts_on)
    last = max([today.year, *(mandate.last_day.year for mandate in drawn if mandate.last_day)]) + 1
    areas = list(dict.fromkeys(mandate.area for mandate in drawn))

    def x(day: date) -> int:
        days = (date(last, 1, 1) - date(first, 1, 1)).days
        return LEFT + round((WIDTH - LEFT) * (day - date(first, 1, 1)).days / days)

    bars = []
    for mandate in drawn:
        begins, ends = x(mandate.starts_on or today), x(mandate.last_day or date(last, 1, 1))
        y = TOP + ROW * areas.index(mandate.area)
        bars.append(
            Bar(
                begins, y, max(ends - begins, 4), str(mandate.term), "over" if mandate.over else mandate.state
            )
        )
    step = max(1, (last - first) // 12 + 1)
    return Chart(
        lines=[Line(area.short or area.name, TOP + ROW * index + 26) for index, area in enumerate(areas)],
        bars=bars,
        years=[(year, x(date(year, 1, 1))) for year in range(first, last, step)],
        today=x(today),
        height=TOP + ROW * len(areas) + 24,
        said="；".join(
            f"{m.term} {m.starts_on} 至 {m.last_day or '届满'}，{'已届满' if m.over else m.get_state_display()}"
            for m in drawn
        ),
    )
