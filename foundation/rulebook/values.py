"""What a rule may say: the units, how a value is written, checked, used by code and read by people."""

from datetime import date, time

from django.db import models


class Unit(models.TextChoices):
    DAYS = "days", "日"
    WORKING_DAYS = "working_days", "工作日"
    MONTHS = "months", "月"
    YEARS = "years", "年"
    DATE = "date", "每年的一天"
    TIME = "time", "几点几分"
    HOURS = "hours", "小时"
    MINUTES = "minutes", "分钟"
    SECONDS = "seconds", "秒"
    COUNT = "count", "数"
    PERCENT = "percent", "百分比"
    FLAG = "flag", "是或否"
    CHOICE = "choice", "选择"
    LIST = "list", "清单"


COUNTABLE = {Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.YEARS, Unit.DATE}  # the calendar can count them
FLAGS = {"true": "是", "false": "否"}
LARGEST = {Unit.DAYS: 36_500, Unit.WORKING_DAYS: 2600, Unit.MONTHS: 240, Unit.YEARS: 20, Unit.PERCENT: 100}
WORDS = {
    Unit.DAYS: " 日",
    Unit.WORKING_DAYS: " 个工作日",
    Unit.MONTHS: " 个月",
    Unit.YEARS: " 年",
    Unit.HOURS: " 小时",
    Unit.MINUTES: " 分钟",
    Unit.SECONDS: " 秒",
    Unit.PERCENT: "%",
}


def typed(value: str, unit: str) -> int | bool | str | time | tuple[str, ...]:
    """As code uses it; a day of the year is month * 100 + day."""
    match unit:
        case Unit.FLAG:
            return value == "true"
        case Unit.CHOICE:
            return value
        case Unit.LIST:
            return tuple(filter(None, value.split(",")))
        case Unit.TIME:
            return time.fromisoformat(value)
    return int(value.replace("-", ""))


def spoken(value: str, unit: str, options: dict[str, str]) -> str:
    """3 个月 · 每年 8 月 31 日 · 22:00 · 是 · 不计入满意率的分母 · 期限提醒、账号安全."""
    match unit:
        case Unit.DATE:
            month, day = value.split("-")
            return f"每年 {int(month)} 月 {int(day)} 日"
        case Unit.FLAG:
            return FLAGS[value]
        case Unit.CHOICE | Unit.LIST:
            return "、".join(options.get(one, one) for one in value.split(",") if one) or "（空）"
    return value + WORDS.get(Unit(unit), "")


def fault(value: str, unit: str, options: dict[str, str], least: int | None, most: int | None) -> str:
    """What the value should have been instead; empty when it is fine."""
    match unit:
        case Unit.FLAG:
            return "" if value in FLAGS else "是或否"
        case Unit.CHOICE:
            return "" if value in options else "列出的值之一"
        case Unit.LIST:
            return "" if {*filter(None, value.split(","))} <= {*options} else "列出的值里的几个"
        case Unit.DATE:
            return "" if _reads(date, f"2024-{value}", 10) else "08-31 这样的月和日"
        case Unit.TIME:
            return "" if _reads(time, value, 5) else "22:30 这样的时和分"
    low, high = least or 0, LARGEST.get(Unit(unit), 1_000_000) if most is None else most
    fine = value.isascii() and value.isdecimal() and low <= int(value) <= high
    return "" if fine else f"{low} 到 {high} 之间的整数"


def _reads(kind: type[date] | type[time], text: str, length: int) -> bool:
    try:
        kind.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == length
