"""The slow way: look at one day after the other. Written from the law, not from the engine."""

from calendar import monthrange
from datetime import date, timedelta

from foundation.deadlines.engine import Direction, Method, Pause, Roll, Unit

DAY = timedelta(1)


class Days:
    """What people would tick off on a paper calendar."""

    def __init__(self, said: dict[date, bool], pauses: list[Pause] = ()) -> None:
        self.said, self.pauses = said, pauses

    def works(self, day: date) -> bool:
        return self.said.get(day, day.weekday() not in (5, 6))

    def paused(self, day: date) -> bool:
        return any(pause.since < day <= pause.until for pause in self.pauses)

    def counts(self, day: date, unit: Unit) -> bool:
        return not self.paused(day) and (unit != Unit.WORKING_DAYS or self.works(day))

    def count(self, after: date, until: date, unit: Unit) -> int:
        total, day = 0, after
        while day < until:
            day += DAY
            total += self.counts(day, unit)
        return total

    def walk(self, start: date, steps: int, unit: Unit, step: timedelta = DAY) -> date:
        day = start
        while steps:
            day += step
            steps -= self.counts(day, unit)
        return day

    def roll(self, day: date, roll: Roll) -> date:
        while roll != Roll.NONE and (not self.works(day) or self.paused(day)):
            day += DAY if roll == Roll.NEXT else -DAY
        return day


def same_day(start: date, months: int) -> date:
    """The same day so many months on, going month by month; the month's last day where there is none."""
    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        year, month = (year + 1, 1) if month == 13 else (year - 1, 12) if month == 0 else (year, month)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def due(start: date, method: Method, days: Days) -> date:
    if not method.moved_by_pauses:
        days = Days(days.said)
    return days.roll(_unrolled(start, method, days), method.roll)


def _unrolled(start: date, method: Method, days: Days) -> date:
    back = method.direction == Direction.BEFORE
    if method.unit in (Unit.MONTHS, Unit.YEARS):
        months = method.value * (12 if method.unit == Unit.YEARS else 1)
        end = same_day(start, -months if back else months)
        if method.start_counts and back:
            end += DAY
        elif method.start_counts and end.day == start.day:
            end -= DAY
        return end if back else _moved_by_pauses(end, days.pauses)
    if method.unit == Unit.DATE and not back:
        day = start if method.start_counts else start + DAY
        while (day.month, day.day) != divmod(method.value, 100):
            day += DAY
        return day
    step = -DAY if back else DAY
    begin = start - step if method.start_counts else start
    return days.walk(begin, method.value, method.unit, step)


def _moved_by_pauses(end: date, pauses: list[Pause]) -> date:
    for pause in pauses:
        if pause.since < end:
            end += pause.until - pause.since
    return end
