"""Arithmetic of days: ends of months, quarters and plans; months after a day."""

from calendar import monthrange
from datetime import date, timedelta


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> date:
    return month_end(year, quarter * 3)


def plan_end(number: int) -> date:
    """The last day of a five-year plan: the first ended with 1957, from the third (1966–1970) on they follow each other."""
    return date(1955 + 5 * number, 12, 31)


def months_after(day: date, months: int) -> date:
    """To the same day of the month, else its last one (民法典第二百零二条)."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def weekdays_after(day: date, count: int) -> date:
    """Working days as far as weekends tell; an office passes its own calendar instead."""
    while count > 0:
        day += timedelta(1)
        count -= day.weekday() < 5
    return day
