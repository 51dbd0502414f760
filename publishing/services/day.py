"""The day turns: pages that count days are made again."""

from django.utils import timezone

from ..models import Change
from .record import record_change

DAY = "site:day"


def turn_day() -> Change | None:
    """Record that a new day has begun, once a day however often it is called. For the clock, after midnight."""
    today = timezone.localdate()
    last = Change.objects.filter(document_id=DAY).order_by("-id").first()
    if last and timezone.localdate(last.at) >= today:
        return None
    return record_change(DAY, "day")
