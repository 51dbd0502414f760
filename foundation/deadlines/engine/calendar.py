"""Which days are working days. A year nobody loaded is an error, never a guess."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property

SATURDAY = 5


class CalendarMissing(LookupError):
    """The year is not in the working-day table. The text says in Chinese which year and what staff must do."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"{year} 年的放假安排还没有载入，算不出这一年的工作日。"
            f"请代表工委或系统管理员在“期限 → 工作日历”载入国务院办公厅关于 {year} 年部分节假日安排的通知，再做这一步。"
        )


class WorkCalendar:
    """Weekdays work and weekends rest, except where a notice says otherwise.

    `said` maps a day to whether people work on it (False: a holiday, True: 调休上班); `years` are the years whose
    notice is loaded. Everything else about a day outside them raises CalendarMissing.
    """

    def __init__(self, said: Mapping[date, bool], years: Iterable[int]) -> None:
        self.said, self.years = dict(said), frozenset(years)

    def is_working(self, day: date) -> bool:
        self._need(day, day)
        return self.said.get(day, day.weekday() < SATURDAY)

    def nth_working(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; a negative count goes back; 0 is `start` itself."""
        if count == 0:
            return start
        days = self._working_days
        at = bisect_right(days, start) + count - 1 if count > 0 else bisect_left(days, start) + count
        if at < 0:
            raise CalendarMissing(min(self.years, default=start.year + 1) - 1)
        if at >= len(days):
            raise CalendarMissing(self._first_missing(start.year))
        found = days[at]
        self._need(min(start, found), max(start, found))
        return found

    def working_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and with `end`; 0 if `end` is not after `start`."""
        if end <= start:
            return 0
        self._need(start + timedelta(1), end)
        return bisect_right(self._working_days, end) - bisect_right(self._working_days, start)

    def _need(self, first: date, last: date) -> None:
        year = self._first_missing(first.year)
        if year <= last.year:
            raise CalendarMissing(year)

    def _first_missing(self, year: int) -> int:
        while year in self.years:
            year += 1
        return year

    @cached_property
    def _working_days(self) -> list[date]:
        """Every working day of the loaded years, in order."""
        found = []
        for year in sorted(self.years):
            day, end = date(year, 1, 1), date(year, 12, 31)
            while day <= end:
                if self.said.get(day, day.weekday() < SATURDAY):
                    found.append(day)
                day += timedelta(1)
        return found


class Weekdays(WorkCalendar):
    """Monday to Friday work, always: for an office that chose to count without the table."""

    def __init__(self) -> None:
        super().__init__({}, range(1990, 2101))
