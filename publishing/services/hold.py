"""Publishing held after a rollback: nothing new goes out until somebody says so."""

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.jobs.services import enqueue

from ..models import Hold
from .record import PUBLISH_JOB
from .refusals import PublishHeld, ReleaseRefused, require


def standing_hold() -> Hold | None:
    return Hold.objects.select_related("by").filter(standing=True).first()


def refuse_while_held() -> None:
    """Raises PublishHeld. Asked by every publish run that was not told to go out all the same."""
    hold = standing_hold()
    if hold:
        raise PublishHeld(f"发布已停住（{hold.reason}）。改动都记着，恢复发布后一次上线。")


@transaction.atomic
def hold_publishing(by, reason: str) -> Hold:
    """Safe to call again: the hold that stands stays, with its first reason."""
    require(by, "停住发布")
    hold, made = Hold.objects.get_or_create(standing=True, defaults={"by": by, "reason": reason[:500]})
    if made:
        record(actor=by, verb="publishing.hold", object_key=f"hold:{hold.pk}", obj=hold, reason=reason)
    return hold


@transaction.atomic
def resume(by) -> Hold:
    """Let what waits go out. Raises NotAllowed, or ReleaseRefused when nothing is held."""
    require(by, "恢复发布")
    hold = Hold.objects.select_for_update().filter(standing=True).first()
    if hold is None:
        raise ReleaseRefused("发布没有停住，不用恢复。")
    hold.standing, hold.ended_by, hold.ended_at = False, by, timezone.now()
    hold.save(update_fields=["standing", "ended_by", "ended_at"])
    record(actor=by, verb="publishing.resume", object_key=f"hold:{hold.pk}", obj=hold)
    enqueue(PUBLISH_JOB, key="site")
    return hold
