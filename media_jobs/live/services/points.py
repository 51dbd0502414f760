"""The agenda: written before, marked while it goes on."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import AgendaPoint, Broadcast
from ._asked import KEEP, RUN, locked

MOST = 300  # points
TITLE, SPEAKER = 100, 50  # characters


@transaction.atomic
def set_points(broadcast: Broadcast, points: Iterable[tuple[str, str]], *, by) -> None:
    """The whole agenda as (title, speaker), in order. What began already keeps its moment while its words stay the same.

    Raises PermissionDenied or Refused.
    """
    row = locked(broadcast, by=by, verb=KEEP)
    if row.state == "cancelled":
        raise Refused("这场直播已取消，不能再改议程。")
    write_points(row, points)
    record(actor=by, verb="live.points", obj=row, points=row.points.count())


def write_points(broadcast: Broadcast, points: Iterable[tuple[str, str]]) -> None:
    """Raises Refused, with what is wrong where."""
    wanted = [(title.strip(), speaker.strip()) for title, speaker in points]
    if len(wanted) > MOST:
        raise Refused(f"议程最多 {MOST} 项，现在有 {len(wanted)} 项。")
    for order, (title, speaker) in enumerate(wanted, 1):
        if not title:
            raise Refused(f"议程第 {order} 项没有写议题。")
        if len(title) > TITLE or len(speaker) > SPEAKER:
            raise Refused(f"议程第 {order} 项太长：议题最多 {TITLE} 个字，发言人最多 {SPEAKER} 个字。")
    begun = {(one.title, one.speaker): one.at for one in broadcast.points.exclude(at=None)}
    lost = set(begun) - set(wanted)
    if lost:
        raise Refused(f"“{min(lost)[0]}”已经开始，不能从议程里拿掉。")
    broadcast.points.all().delete()
    AgendaPoint.objects.bulk_create(
        AgendaPoint(broadcast=broadcast, order=order, title=title, speaker=speaker, at=begun.get((title, speaker)))
        for order, (title, speaker) in enumerate(wanted, 1)
    )  # fmt: skip


@transaction.atomic
def mark_point(point: AgendaPoint, *, by) -> AgendaPoint:
    """This point begins now. A second press changes nothing. Raises PermissionDenied or Refused."""
    row = locked(point.broadcast, by=by, verb=RUN)
    point = AgendaPoint.objects.select_for_update().get(pk=point.pk)
    if point.at is not None:
        return point
    if not row.is_on_air:
        raise Refused("没有在直播，不能记议题开始的时间。")
    point.at = timezone.now()
    point.save()
    record(actor=by, verb="live.point_marked", obj=row, point=point.order)
    return point
