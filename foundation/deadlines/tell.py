"""What people are told of clocks and of the calendar, through the one door to people."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from foundation.notices.models import Notice
from foundation.notices.registry import register_template
from foundation.notices.services import notify, worded
from foundation.rights.may import may

from .kinds import kinds
from .models import Clock
from .reading import how_due, time_left

ASKED = {
    "responsible": "请抓紧办理；确有困难的，请在截止日之前申请延期。",
    "superior": "您是责任人的上级，请督促办理。",
    "administrator": "抄送给您，请关注。",
}


def register() -> None:
    """Texts of the warnings. An SMS names no case."""

    def address(thing: Any, values: dict[str, Any]) -> str:
        return values["link"]

    for step, title, sms in (
        ("amber", "快到期：{title}（{label}）", "您有一件事项{left}（{due}截止），请登录工作平台查看。"),
        ("red", "已逾期：{title}（{label}）", "您有一件事项{left}（{due}截止），请立即登录工作平台查看。"),
    ):
        register_template(
            f"deadlines.{step}",
            kind="deadline",
            title=title,
            text="{left}，截止 {due}。{asked}\n{how}。",
            sms=sms,
            url=address,
        )
    register_template(
        "deadlines.calendar",
        kind="deadline",
        title="请载入 {year} 年放假安排",
        text="{year} 年的工作日历还没有载入。载入之前，跨到 {year} 年的工作日期限算不出来，按月的期限只能暂定。"
        "国务院办公厅的通知一般在十一月公布，请粘贴到“期限 → 工作日历”。",
        sms="{year} 年的工作日历还没有载入，请登录工作平台处理。",
        url=address,
    )


def letters(clock: Clock, step: str, level: str) -> list[Notice]:
    """What everybody of this level is to be told, none twice."""
    kind, target = kinds[clock.kind], clock.target
    people = {person.pk: person for person in getattr(kind, level)(target) if person and person.is_active}
    said: dict[str, Any] = {
        "title": clock.title,
        "label": kind.label,
        "left": time_left(clock, localdate()),
        "due": clock.due_on,
        "asked": ASKED[level],
        "how": how_due(clock),
    }
    key = f"deadline:{clock.pk}:{clock.term}:{step}:{level}"
    return [
        worded(person, f"deadlines.{step}", clock, key=key, link=link_for(person, clock), **said)
        for person in people.values()
    ]


def link_for(person, clock: Clock) -> str:
    """The case, where its app has a page for it; else the page of the clock, for those who may open it."""
    kind = kinds.get(clock.kind)
    own = kind.link(clock.target) if kind and clock.target else ""
    return own or (reverse("deadlines:clock", args=[clock.pk]) if may(person, "rules.clocks") else "")


def tell_of_calendar(person, year: int, month: str) -> None:
    """Once a month and person."""
    notify(
        person,
        "deadlines.calendar",
        key=f"calendar:{year}:{month}",
        year=year,
        link=reverse("deadlines:calendar_load") + f"?year={year}",
    )
