"""Dates of the demo content count from the day of loading, so that the site always looks alive."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone

PATTERN = re.compile(r"\{(date|md|year|w):([+-]?\d+)\}")
WRITTEN = {"date": "{0.year}年{0.month}月{0.day}日", "md": "{0.month}月{0.day}日", "year": "{0.year}"}


class Calendar:
    def __init__(self, now: datetime | None = None):
        self.now = timezone.localtime(now)
        self.today = self.now.date()

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def working_day(self, offset: int) -> date:
        day = self.day(offset)
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)

    def moment(self, day: date, clock: str) -> datetime:
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))

    def past(self, days_ago: int, clock: str) -> datetime:
        """That time of that day; of today, what already passed."""
        return min(self.moment(self.day(-days_ago), clock), self.now - timedelta(minutes=1))

    def appointment(self, text: str) -> datetime:
        """`w:+16 09:00` is the first working day from 16 days ahead; `-2 09:00` two days ago."""
        offset, clock = text.split()
        working = offset.startswith("w:")
        number = int(offset.removeprefix("w:"))
        return self.moment(self.working_day(number) if working else self.day(number), clock)

    def fill(self, text: str) -> str:
        """Write real dates for {date:-3}, {md:-3}, {year:0} and {w:+9}."""

        def written(match: re.Match) -> str:
            kind, offset = match[1], int(match[2])
            if kind == "w":
                return WRITTEN["md"].format(self.working_day(offset))
            return WRITTEN[kind].format(self.day(offset))

        return PATTERN.sub(written, text)
