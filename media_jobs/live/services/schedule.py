"""Putting a broadcast into the calendar."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number
from media_jobs.models import Access

from ..contract import Subject
from ..models import Broadcast
from ..rules import DELAY
from ._asked import KEEP, LONGEST
from .points import write_points

LONGEST_DELAY = 300  # seconds


@transaction.atomic
def schedule(
    *, by, title: str, starts_at: datetime, ends_at: datetime, access: str = Access.PUBLIC, delay_s: int | None = None,
    subject: Subject | None = None, points: Iterable[tuple[str, str]] = (),
) -> Broadcast:  # fmt: skip
    """A new broadcast; `points` are (title, speaker). Raises PermissionDenied or Refused."""
    demand(by, KEEP)
    row = Broadcast(created_by=by)
    lay_down(row, title=title, starts_at=starts_at, ends_at=ends_at, access=access,
             delay_s=number(DELAY) if delay_s is None else delay_s, subject=subject or Subject())  # fmt: skip
    row.save()
    write_points(row, points)
    record(actor=by, verb="live.scheduled", obj=row, starts_at=starts_at.isoformat())
    return row


def lay_down(
    row: Broadcast, *, title: str, starts_at: datetime, ends_at: datetime, access: str, delay_s: int, subject: Subject
) -> None:  # fmt: skip
    """Into the row, not yet saved. Raises Refused for what makes no sense."""
    if not title.strip():
        raise Refused("请写直播的标题。")
    if ends_at <= starts_at:
        raise Refused("计划结束的时间要在开始之后，请改正。")
    if access not in Access.values:
        raise Refused("不知道谁能看这场直播，请选“公开”或“仅代表”。")
    if not 0 <= delay_s <= LONGEST_DELAY:
        raise Refused(f"延迟要在 0 到 {LONGEST_DELAY} 秒之间，请改正。")
    if subject.address and not subject.address.startswith(("/", "https://", "http://")):
        raise Refused("会议的地址要以 / 或 https:// 开头，请改正。")
    row.title, row.access, row.delay_s = title.strip()[:LONGEST], access, delay_s
    row.starts_at, row.ends_at = starts_at, ends_at
    row.subject_label, row.subject_address = subject.label.strip()[:200], subject.address.strip()[:300]
