"""The next number of a series."""

from django.utils.timezone import localdate

from ...models import Item, NumberCounter, NumberSeries


def give_number(item: Item) -> None:
    """Once; the item keeps it whatever becomes of it. Two at once wait for each other at the counter's row."""
    if item.number is not None:
        return
    series = NumberSeries.objects.get(kind=item.kind)
    period = period_of(series, item)
    NumberCounter.objects.get_or_create(series=series, period=period)
    counter = NumberCounter.objects.select_for_update().get(series=series, period=period)
    counter.last += 1
    counter.save(update_fields=["last"])
    item.number_period, item.number = period, written(series.pattern, item, counter.last)


def written(pattern: str, item: Item, n: int) -> str:
    """第{n}号 → 第41号. Raises KeyError, ValueError, IndexError for a pattern that cannot be filled."""
    session = item.session.number if item.session else 0
    return pattern.format(n=n, year=_year(item), term=item.term.number, session=session)


def period_of(series: NumberSeries, item: Item) -> str:
    if series.restart == NumberSeries.Restart.SESSION and item.session_id:
        return f"session:{item.session_id}"
    if series.restart == NumberSeries.Restart.YEAR:
        return f"year:{_year(item)}"
    return f"term:{item.term_id}"


def _year(item: Item) -> int:
    """Of the session the item is counted with, so that the recess after it shares its series."""
    day = item.session.since if item.session and item.session.since else localdate()
    return day.year
