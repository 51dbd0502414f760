"""What a standing says to people on a day: lamp, time left, how the last day came about."""

from datetime import date
from enum import StrEnum

from foundation.rulebook.values import spoken

from . import calendars
from .engine import CalendarMissing, Unit, WorkCalendar, remaining
from .engine.notice import WEEKDAYS
from .models import Standing


class Lamp(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    PAUSED = "paused"
    STOPPED = "stopped"


LAMP_NAMES = {
    Lamp.GREEN: "计时中",
    Lamp.AMBER: "快到期",
    Lamp.RED: "已逾期",
    Lamp.PAUSED: "已暂停",
    Lamp.STOPPED: "已停止",
}


def lamp(standing: Standing, day: date) -> Lamp:
    """Needs no calendar and no rule: the days were fixed when the standing was written."""
    if standing.state != Standing.State.RUNNING:
        return Lamp(standing.state)
    if day > standing.due_on:
        return Lamp.RED
    return Lamp.AMBER if day >= standing.amber_on else Lamp.GREEN


def time_left(standing: Standing, day: date, table: WorkCalendar | None = None) -> str:
    """还剩 5 个工作日 · 今天到期 · 已逾期 2 天 · 2026-03-10 起暂停 · 在期限内停止. `table`: the calendar as it was known then."""
    if standing.state == Standing.State.PAUSED:
        return f"{standing.paused_on:%Y-%m-%d} 起暂停"
    if standing.state == Standing.State.STOPPED:
        stopped = standing.stopped_on or day
        in_time = stopped <= standing.due_on
        return "在期限内停止" if in_time else overdue_words(standing, stopped, table, "停止时")
    if day > standing.due_on:
        return overdue_words(standing, day, table)
    if day == standing.due_on:
        return "今天到期"
    return f"还剩 {_count(standing, day, table)}"


def overdue_words(standing: Standing, day: date, table: WorkCalendar | None = None, when: str = "") -> str:
    return f"{when}已逾期 {_count(standing, day, table)}"


def how_due(standing: Standing) -> str:
    """自 2026-11-30 起 3 个月，到 2027-02-28（周日）为止，顺延到 2027-03-01；依据…（规则第 2 版）"""
    version, due_on = standing.rule, standing.due_on
    nominal = date.fromisoformat(standing.basis["nominal"])
    if standing.extended_to:
        said = f"批准延期到 {_day(standing.extended_to)}"
    else:
        said = f"{_counting(standing)}，到 {_day(nominal)}为止"
    if standing.pauses and standing.method.moved_by_pauses:
        said += "，暂停的天数不算"
    if nominal != due_on:
        said += f"，{'顺延' if due_on > nominal else '提前'}到 {_day(due_on)}"
    if standing.missing_year:
        said += f"（暂定：{standing.missing_year} 年放假安排还没有载入，载入后自动重算）"
    return f"{said}；依据{version.source}（规则第 {version.number} 版）"


def _counting(standing: Standing) -> str:
    """自 2026-03-10 起 3 个月 · 在 2026-06-25 之前 7 日 · 每年 8 月 31 日."""
    version, start = standing.rule, standing.counted_from
    said = spoken(version.value, version.unit, {})
    if version.direction == version.Directions.BEFORE:
        return f"在 {start:%Y-%m-%d} 之前 {said}"
    return said if version.unit == Unit.DATE else f"自 {start:%Y-%m-%d} 起 {said}"


def _count(standing: Standing, day: date, table: WorkCalendar | None) -> str:
    """Days between, in working days where the rule counts them and the calendar knows them."""
    if standing.rule.unit == Unit.WORKING_DAYS:
        if table is None or standing.basis["workdays"] != "table":
            table = calendars.calendar(workdays=standing.basis["workdays"])
        try:
            working = abs(remaining(day, standing.due_on, Unit.WORKING_DAYS, table))
        except CalendarMissing:
            working = 0
        if working:
            return f"{working} 个工作日"
    return f"{abs((standing.due_on - day).days)} 天"


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}（周{WEEKDAYS[day.weekday()]}）"
