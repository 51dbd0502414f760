"""What the newest release did, for people who want to know whether their site is up to date."""

from dataclasses import dataclass
from datetime import datetime

from ..models import Change, Release


@dataclass(frozen=True, slots=True)
class LastRelease:
    """`waiting` = changes recorded that no release contains yet."""

    name: str
    at: datetime
    seconds: float
    documents: int
    pages: int
    written: int
    problems: list[dict]
    waiting: int


def last_release() -> LastRelease | None:
    row = Release.objects.order_by("-activated_at", "-id").first()
    if row is None:
        return None
    waiting = Change.objects.filter(release=None).count()
    return LastRelease(
        row.name,
        row.activated_at,
        row.seconds,
        row.documents,
        row.pages,
        row.written,
        list(row.problems),
        waiting,
    )
