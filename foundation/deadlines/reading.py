"""What a standing says to people on a day: lamp, time left, how the last day came about."""

from datetime import date
from enum import StrEnum

from . import calendars
from .engine import CalendarMissing, Unit, WorkCalendar, remaining
from .engine.notice import WEEKDAYS
from .models import RuleVersion, Standing

COUNTED = {"days": "日", "working_days": "个工作日", "months": "个月", "years": "年"}


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
        said = f"{counting(version, standing.counted_from)}，到 {_day(nominal)}为止"
    if standing.pauses and version.method.moved_by_pauses:
        said += "，暂停的天数不算"
    if nominal != due_on:
        said += f"，{'顺延' if due_on > nominal else '提前'}到 {_day(due_on)}"
    if standing.missing_year:
        said += f"（暂定：{standing.missing_year} 年放假安排还没有载入，载入后自动重算）"
    return f"{said}；依据{version.source}（规则第 {version.number} 版）"


def counting(version: RuleVersion, start: date | None = None) -> str:
    """自 2026-03-10 起 3 个月 · 在 2026-06-25 之前 7 日 · 每年 08-31; without a day, in general words."""
    if version.direction == RuleVersion.Directions.BEFORE:
        return f"在 {start:%Y-%m-%d} 之前 {spoken(version)}" if start else f"提前 {spoken(version)}"
    if version.unit == Unit.DATE or not start:
        return spoken(version)
    return f"自 {start:%Y-%m-%d} 起 {spoken(version)}"


def spoken(version: RuleVersion) -> str:
    """3 个月 · 10 个工作日 · 每年 8 月 31 日 · 10 · 是 · 不计入满意率的分母."""
    if version.unit in COUNTED:
        return f"{version.value} {COUNTED[version.unit]}"
    if version.unit == RuleVersion.Kind.DATE:
        month, day = divmod(int(version.typed), 100)
        return f"每年 {month} 月 {day} 日"
    if version.unit == RuleVersion.Kind.FLAG:
        return "是" if version.typed else "否"
    if version.unit == RuleVersion.Kind.CHOICE:
        return version.rule.options.get(version.value, version.value)
    return version.value + {"percent": "%", "hours": " 小时"}.get(version.unit, "")


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
