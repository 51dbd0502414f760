"""Load the State Council's notice of a year, or a correction of it."""

from datetime import date

from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.services import enqueue
from foundation.rights.may import may

from .. import calendars
from ..engine.notice import Day, Reading, check
from ..errors import NotAllowed, Refused, require_reason
from ..models import CalendarDay, HolidayNotice


def may_load_notice(person) -> bool:
    return may(person, "rules.keep")


@transaction.atomic
def load_notice(year: int, days: list[Day], *, source: str, reason: str, by) -> HolidayNotice:
    """The notice is in force at once; open clocks it touches are counted again by a job.

    The same content as what is in force changes nothing. Raises NotAllowed, ReasonRequired, Refused for what
    `engine.notice.check` finds wrong.
    """
    if not may_load_notice(by):
        raise NotAllowed("工作日历由代表工委或系统管理员载入。")
    source = require_reason(source, "通知的名称和文号", 200)
    reason = require_reason(reason, "载入的理由", 300)
    read = Reading(days=list(days))
    check(read, year)
    if read.faults or not read.days:
        raise Refused("；".join(read.faults) or "一天也没有，不能载入。")
    current = calendars.in_force(calendars.newest()).get(year)
    if current and _said(current) == {one.day: one.works for one in read.days}:
        return current
    notice = HolidayNotice.objects.create(year=year, source=source, reason=reason, loaded_by=by)
    CalendarDay.objects.bulk_create(
        CalendarDay(
            notice=notice,
            date=one.day,
            kind=CalendarDay.Kind.WORKDAY if one.works else CalendarDay.Kind.HOLIDAY,
            name=one.name,
        )
        for one in read.days
    )
    record(
        actor=by,
        verb="deadlines.load_notice",
        object_key=f"deadlines.notice:{notice.pk}",
        obj=notice,
        reason=reason,
        year=year,
        days=len(read.days),
        source=source,
    )
    enqueue("deadlines.recount", {"notice": notice.pk}, key=str(notice.pk), by=by)
    return notice


def _said(notice: HolidayNotice) -> dict[date, bool]:
    rows = notice.days.values_list("date", "kind")
    return {day: kind == CalendarDay.Kind.WORKDAY for day, kind in rows}
