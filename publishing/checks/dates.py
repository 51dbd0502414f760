"""Dates: none in the future, none that do not exist, none forged."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from publishing.contract import Document, Issue

from .content import Content
from .context import CheckContext
from .fold import fold_char
from .han_numbers import NUMERAL, han_number
from .report import error, excerpt, warning

CLOCK_SKEW = timedelta(minutes=10)
FORGERY = timedelta(days=1)
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
N = rf"(?:\d{{1,2}}|[{NUMERAL}]{{1,3}})"
HAN_DATE = re.compile(
    rf"(?<![\d{NUMERAL}])(?:(?P<year>\d{{4}}|[{NUMERAL}]{{4}})\s?年\s?)?(?P<month>{N})\s?月\s?(?P<day>{N})\s?日"
    rf"(?:\s?[(（]\s?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])\s?[)）])?"
)
DASHED_DATE = re.compile(
    r"(?<![\d./\-])(?P<year>(?:19|20)\d{2})(?P<sep>[-./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d./\-])"
)
WEEKDAYS = "一二三四五六日"
#: first fact must not be later than the second
ORDER = (
    ("opens_on", "closes_on", "征求意见的截止日期早于开始日期"),
    ("passed_on", "promulgated_on", "公布日期早于通过日期"),
    ("approved_on", "promulgated_on", "公布日期早于批准日期"),
    ("passed_on", "approved_on", "批准日期早于通过日期"),
    ("starts_at", "ends_at", "会议结束时间早于开始时间"),
)


def check(document: Document, content: Content, context: CheckContext) -> Iterator[Issue]:
    yield from publication(document, context)
    yield from facts(document, context)
    for passage in content.passages:
        plain = "".join(fold_char(char) for char in passage.text)
        for match in HAN_DATE.finditer(plain):
            yield from written(match, passage.field, passage.text)
        for match in DASHED_DATE.finditer(plain):
            yield from written(match, passage.field, passage.text)


def publication(document: Document, context: CheckContext) -> Iterator[Issue]:
    """The date of publication comes from the first change, and only a verb that says so may set another."""
    if not document.published:
        return
    published = datetime.fromisoformat(document.published)
    if published > context.now + CLOCK_SKEW:
        yield error(
            "future_date",
            "published",
            f"发布时间 {published.date()} 在将来",
            "改用定时发布，不要改写发布时间。",
        )
    first = context.first_changes.get(document.id)
    if first is None or document.id in context.historical:
        return
    if abs(published - first) > FORGERY:
        yield error(
            "forged_date",
            "published",
            f"发布时间 {published.date()} 与首次发布的记录 {first.date()} 不符",
            "恢复首次发布时间；更正日期要由有权限的人写明理由办理。",
        )


def facts(document: Document, context: CheckContext) -> Iterator[Issue]:
    data = document.data
    for first, second, message in ORDER:
        if data.get(first) and data.get(second) and data[second] < data[first]:
            yield error(
                "date_order", f"data.{second}", message, "核对两个日期，改正写错的一个。", data[second]
            )
    closes = data.get("closes_on")
    is_new = document.id not in context.historical and document.id not in context.first_changes
    if is_new and closes and date.fromisoformat(closes) < context.now.date():
        message = f"征求意见在 {closes} 已经截止"
        yield warning("already_closed", "data.closes_on", message, "改正截止日期，或写明理由放行。", closes)


def written(match: re.Match, field: str, text: str) -> Iterator[Issue]:
    year = han_number(match["year"]) if match["year"] else None
    month, day = han_number(match["month"]), han_number(match["day"])
    shown = excerpt(text, *match.span())
    if not exists(year, month, day):
        found = text[match.start() : match.end()]
        yield error("impossible_date", field, f"没有这一天：{found}", "核对后改正日期。", shown)
        return
    weekday = match.groupdict().get("weekday")
    if weekday and year:
        right = WEEKDAYS[date(year, month, day).weekday()]
        if weekday.replace("天", "日") != right:
            message = f"{year}年{month}月{day}日是星期{right}，不是星期{weekday}"
            yield warning("wrong_weekday", field, message, "核对日期和星期。", shown)


def exists(year: int | None, month: int, day: int) -> bool:
    if not 1 <= month <= 12 or not 1 <= day <= DAYS[month - 1]:
        return False
    if year is None or not 1 <= year <= 9999:
        return True
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
