"""Filters of the site theme. All take what a Document holds: ISO times in UTC, days, bytes, seconds, or nothing."""

import re
from collections.abc import Callable, Iterable
from datetime import date as Date
from datetime import datetime as DateTime
from functools import lru_cache
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from .escaping import escape_text
from .phrases import HAN, headline, phrase

SHANGHAI = ZoneInfo("Asia/Shanghai")
TAGS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
DIGITS = "〇一二三四五六七八九"
WEEKDAYS = {
    "zh-hans": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@lru_cache(maxsize=8192)
def _moment(value: str) -> DateTime:
    """The local moment of an ISO text; a bare day is its midnight in Shanghai."""
    if len(value) == 10:
        return DateTime.combine(Date.fromisoformat(value), DateTime.min.time(), SHANGHAI)
    moment = DateTime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(f"时间没有写明时区：{value}。请用 UTC 的 ISO 8601 写法。")
    return moment.astimezone(SHANGHAI)


@lru_cache(maxsize=8192)
def _local(value: str) -> str:
    """`2026-11-22T09:30` in Shanghai."""
    return _moment(value).isoformat(timespec="minutes")[:16]


def date(value: str | None) -> str:
    return _local(value)[:10] if value else ""


def datetime(value: str | None) -> str:
    return _local(value).replace("T", " ") if value else ""


def clock(value: str | None) -> str:
    return _local(value)[11:] if value else ""


def isolocal(value: str | None) -> str:
    return _local(value) + "+08:00" if value else ""


def _han_number(number: int) -> str:
    """1 to 99 as read: 二十二."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def han_date(value: str | None) -> str:
    """二〇二六年十一月二十二日, as a gazette dates itself."""
    if not value:
        return ""
    day = _moment(value)
    year = "".join(DIGITS[int(figure)] for figure in f"{day.year:04d}")
    return f"{year}年{_han_number(day.month)}月{_han_number(day.day)}日"


def weekday(value: str | None, locale: str = "zh-hans") -> str:
    return WEEKDAYS[locale][_moment(value).weekday()] if value else ""


def month(value: str | None) -> str:
    """`2026-11`: what a list is grouped by."""
    return _local(value)[:7] if value else ""


def month_name(value: str | None, locale: str = "zh-hans") -> str:
    if not value:
        return ""
    number = _moment(value).month
    return ENGLISH_MONTHS[number - 1] if locale == "en" else f"{_han_number(number)}月"


def days_after(value: str | None, as_of: str) -> int | None:
    """Whole days from `as_of` to `value`; negative when it is over, none when there is no date."""
    return (_moment(value).date() - _moment(as_of).date()).days if value else None


def filesize(size: int) -> str:
    """312 kB: thousands, as file managers count."""
    for unit, scale in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= scale:
            number = size / scale
            return f"{number:.1f} {unit}" if number < 10 else f"{number:.0f} {unit}"
    return f"{size} B"


def duration(seconds: int) -> str:
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def by_month(cards: Iterable[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Cards under their months, each in the order in which it comes first."""
    months: dict[str, list[dict[str, Any]]] = {}
    for card in cards:
        months.setdefault(month(card["published"]), []).append(card)
    return list(months.items())


def text_length(html: str | None) -> int:
    """How many characters a reader reads: without tags and spaces."""
    text = TAGS.sub("", html or "")
    if "&" in text:
        text = unescape(text)
    return len("".join(text.split()))


def names_meta(meta: list[dict[str, str]], name: str) -> bool:
    """Whether there is a meta tag of this name, in whatever case."""
    return any(tag["name"].lower() == name for tag in meta)


def meta_tags(meta: list[dict[str, str]]) -> Markup:
    """A line for each meta tag. The last answer is remembered: whoever checks the page asks for it once more.

    Previews ask in several threads, so what is remembered is looked at once.
    """
    global _last_meta
    last = _last_meta
    if last[0] is not meta:
        lines = [
            f'  <meta name="{escape_text(t["name"])}" content="{escape_text(t["content"])}">' for t in meta
        ]
        last = _last_meta = meta, Markup("\n".join(lines))
    return last[1]


_last_meta: tuple[Any, Markup] = (None, Markup())


def json_script(text: str | None) -> Markup:
    """JSON text fit to stand in a `<script type="application/ld+json">`: nothing in it can close the element."""
    out = text or ""
    for character, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        out = out.replace(character, escaped)
    return Markup(out)


def lang_attr(text: str | None, locale: str) -> Markup:
    """` lang="zh-Hans-CN"` for Chinese words on a page of another language, so that they are read aloud rightly."""
    return Markup(' lang="zh-Hans-CN"' if locale != "zh-hans" and HAN.search(text or "") else "")


FILTERS: dict[str, Callable[..., Any]] = {
    "date": date,
    "datetime": datetime,
    "clock": clock,
    "isolocal": isolocal,
    "han_date": han_date,
    "weekday": weekday,
    "month": month,
    "month_name": month_name,
    "days_after": days_after,
    "filesize": filesize,
    "duration": duration,
    "by_month": by_month,
    "text_length": text_length,
    "names_meta": names_meta,
    "meta_tags": meta_tags,
    "json_script": json_script,
    "phrase": phrase,
    "headline": headline,
    "lang_attr": lang_attr,
}
