"""Take the notice down: by a person, or when its time is over."""

from django.db import transaction
from django.utils import timezone

from cms.editorial.refusals import NotAllowed, Refused
from foundation.audit.services import record
from foundation.rights.may import may

from ..models import SiteNotice
from .tell import tell_the_publisher


@transaction.atomic
def end_notice(notice: SiteNotice, by) -> SiteNotice:
    """Raises NotAllowed, or Refused when it is down already."""
    if not may(by, "site.notice"):
        raise NotAllowed("全站公告只有总编能撤下。")
    notice = SiteNotice.objects.select_for_update().get(pk=notice.pk)
    if not notice.standing:
        raise Refused("这条公告已经撤下。")
    return _end(notice, by, "撤下全站公告")


@transaction.atomic
def end_due_notices() -> int:
    """For the clock: what has run out comes down. How many did."""
    due = list(SiteNotice.objects.select_for_update().due(timezone.now()))
    for notice in due:
        _end(notice, None, "全站公告到期")
    return len(due)


def _end(notice: SiteNotice, by, reason: str) -> SiteNotice:
    notice.standing, notice.ended_by, notice.ended_at = False, by, timezone.now()
    notice.save(update_fields=["standing", "ended_by", "ended_at"])
    record(actor=by, verb="notices.end", object_key=f"site_notice:{notice.pk}", obj=notice, reason=reason)
    tell_the_publisher("end", by, reason)
    return notice
