"""Numbers of the invented items, as the series of the office gives them."""

from collections import Counter

from ..models import Item, NumberCounter, NumberSeries
from ..services.checking.numbers import period_of, written


class Numbers:
    def __init__(self) -> None:
        self.series = {one.kind: one for one in NumberSeries.objects.all()}
        self.last: Counter[tuple[str, str]] = Counter()

    def give(self, item: Item) -> None:
        series = self.series[item.kind]
        item.number_period = period_of(series, item)
        self.last[item.kind, item.number_period] += 1
        item.number = written(series.pattern, item, self.last[item.kind, item.number_period])

    def keep(self) -> None:
        """The real ones go on from here."""
        for (kind, period), last in self.last.items():
            NumberCounter.objects.create(series=self.series[kind], period=period, last=last)
