"""What screens ask of live: which broadcasts there are."""

from datetime import datetime
from uuid import UUID

from foundation.rights.may import visible

from ..models import Broadcast
from ..models.broadcast import BroadcastQuerySet


def broadcasts_for(user) -> BroadcastQuerySet:
    """What this person sees in the office, the latest first."""
    return visible(user, "media.see", Broadcast.objects.select_related("created_by", "video"))


def with_key(key: str | UUID) -> Broadcast | None:
    """For export: nobody is asked whether they may."""
    return Broadcast.objects.select_related("video").filter(pk=key).first()


def with_access(access: str) -> BroadcastQuerySet:
    """All that are not cancelled, for this audience."""
    return Broadcast.objects.filter(access=access).exclude(state="cancelled").select_related("video")


def coming(access: str, after: datetime) -> BroadcastQuerySet:
    """What is on air or planned to end after this moment, the next first."""
    rows = with_access(access).filter(state__in=["scheduled", "waiting", "live", "gap"], ends_at__gt=after)
    return rows.order_by("starts_at")
