"""What was done in a broadcast, from its own rows: who is responsible for it reads it without the audit log."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple


class Line(NamedTuple):
    at: datetime
    by: str
    said: str


def lines_of(broadcast) -> list[Line]:
    """The newest first."""
    return sorted(_lines(broadcast), key=lambda line: line.at, reverse=True)


def _lines(broadcast) -> Iterator[Line]:
    yield Line(broadcast.created_at, str(broadcast.created_by), "排了这场直播")
    for key in broadcast.keys.select_related("issued_by"):
        yield Line(key.issued_at, str(key.issued_by), f"发了{key.get_which_display()}推流密钥")
        if key.revoked_at:
            yield Line(key.revoked_at, "", f"{key.get_which_display()}推流密钥失效")
    if broadcast.opened_at:
        yield Line(broadcast.opened_at, "", "开播")
    for cut in broadcast.cuts.select_related("by", "ended_by"):
        yield Line(cut.made_at, str(cut.by), f"切断：{cut.reason}")
        if cut.to_at:
            yield Line(cut.to_at, str(cut.ended_by or ""), "恢复" if cut.ended_by else "随直播结束")
    for point in broadcast.points.exclude(at=None):
        yield Line(point.at, "", f"开始：{point}")
    if broadcast.closed_at:
        yield Line(broadcast.closed_at, str(broadcast.closed_by or "到时自动"), "结束直播")
