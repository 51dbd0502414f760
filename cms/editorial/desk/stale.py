"""Columns about to break their update cadence (V6): how many days of the term are used up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page

from cms.pages.models import ITEM_MODELS, ColumnPage
from foundation.rulebook.reading import number

from ..rules import STALE_WARNING_PERCENT


@dataclass(frozen=True, slots=True)
class Freshness:
    """`used` of `cadence` days since the newest item in the column or below it."""

    column: ColumnPage
    newest: datetime | None
    used: int

    @property
    def cadence(self) -> int:
        return self.column.cadence

    @property
    def percent(self) -> float:
        return 100 * self.used / self.cadence

    @property
    def tone(self) -> str:
        """Red when a tenth of the term or less is left; amber from the reminder of the office on."""
        return "red" if self.percent >= 90 else "amber"

    @property
    def bar(self) -> int:
        return min(self.used, self.cadence)

    @property
    def says(self) -> str:
        if self.used > self.cadence:
            return f"超过 {self.used - self.cadence} 天"
        return f"{self.used} / {self.cadence} 天"


def columns_by_freshness(now: datetime | None = None) -> list[Freshness]:
    """Every live column with a cadence, the most used-up term first."""
    now = now or timezone.now()
    columns = list(ColumnPage.objects.live().filter(cadence__gt=0))
    newest = _newest_by_parent()
    rows = []
    for column in columns:
        below = [moment for path, moment in newest.items() if path.startswith(column.path)]
        latest = max(below, default=None)
        start = latest or column.first_published_at or now
        rows.append(Freshness(column, latest, max(0, (now - start) // timedelta(days=1))))
    return sorted(rows, key=lambda row: -row.percent)


def about_to_go_stale(rows: list[Freshness]) -> list[Freshness]:
    threshold = number(STALE_WARNING_PERCENT)
    return [row for row in rows if row.percent >= threshold]


def _newest_by_parent() -> dict[str, datetime]:
    """Path of the parent page → publication of its newest item; one query for each kind of item."""
    newest: dict[str, datetime] = {}
    for model in ITEM_MODELS:
        rows = (
            model.objects.live()
            .exclude(published_on=None)
            .annotate(parent=Substr("path", 1, Length("path") - Page.steplen))
            .values("parent")
            .annotate(newest=Max("published_on"))
            .order_by()
        )
        for row in rows:
            newest[row["parent"]] = max(newest.get(row["parent"], row["newest"]), row["newest"])
    return newest
