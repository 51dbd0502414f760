"""Count open clocks again after the calendar changed. Run by a job; safe to repeat."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from .. import calendars
from ..errors import CalendarMissing
from ..models import Clock, ClockEvent, HolidayNotice
from ..settle import settle
from ._writing import append

BATCH = 200
RESULT = ("due_on", "amber_on", "missing_year")


def recount(payload: dict, progress) -> dict:
    """`payload["notice"]` is what was loaded. Only clocks whose days may lie in its reach are looked at."""
    notice = HolidayNotice.objects.select_related("loaded_by").get(pk=payload["notice"])
    first = date(notice.year - 1, 12, 1)
    touched = Clock.objects.open().filter(Q(due_on__gte=first) | Q(anchor_on__gte=first))
    keys = list(touched.order_by("pk").values_list("pk", flat=True))
    moved = unchanged = 0
    for at in range(0, len(keys), BATCH):
        progress.step(100 * at / len(keys), f"已看 {at} 个期限，共 {len(keys)} 个")
        with transaction.atomic():
            batch = Clock.objects.select_for_update(of=("self",)).select_related("rule__rule", "content_type")
            for clock in batch.filter(pk__in=keys[at : at + BATCH]).open():
                changed = _recount(clock, notice)
                moved, unchanged = moved + changed, unchanged + (not changed)
    return {"moved": moved, "unchanged": unchanged}


def _recount(clock: Clock, notice: HolidayNotice) -> bool:
    """Whether the clock has other days now. A correction that takes a year away leaves it as it was."""
    before = [getattr(clock, name) for name in RESULT]
    try:
        settle(clock, calendars.newest())
    except CalendarMissing:
        return False
    if before == [getattr(clock, name) for name in RESULT]:
        return False
    reason = f"载入了{notice}：{notice.source}"[:500]
    append(
        clock,
        ClockEvent.Verb.RECOUNTED,
        on=max(localdate(), clock.started_on),
        by=notice.loaded_by,
        reason=reason,
    )
    return True
