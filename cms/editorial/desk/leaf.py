"""A deadline as a leaf of a calendar: words first, colour only beside them. Plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Leaf:
    """`tone` is ink, amber, red or late; `big` is a number or a time of day."""

    tone: str
    top: str
    big: str
    bottom: str


def leaf_until(moment: datetime, now: datetime, bottom: str = "前要发") -> Leaf:
    """How long until a deadline. Both times in the zone people read."""
    if moment <= now:
        return Leaf("late", "逾期", *_span(now - moment))
    if moment.date() == now.date():
        return Leaf("red" if moment - now <= timedelta(hours=4) else "ink", "今天", f"{moment:%H:%M}", bottom)
    if moment.date() == (now + timedelta(days=1)).date():
        return Leaf("ink", "明天", f"{moment:%H:%M}", bottom)
    return Leaf("ink", "还剩", str((moment.date() - now.date()).days), "天")


def leaf_since(moment: datetime, now: datetime) -> Leaf:
    """How long something has been waiting that has no deadline."""
    number, unit = _span(now - moment)
    return Leaf("amber" if now - moment >= timedelta(days=3) else "ink", "已等", number, unit)


def _span(delta: timedelta) -> tuple[str, str]:
    if delta < timedelta(hours=1):
        return str(max(1, delta.seconds // 60)), "分钟"
    if delta < timedelta(days=1):
        return str(delta.seconds // 3600), "小时"
    return str(delta.days), "天"
