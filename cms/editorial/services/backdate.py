"""Correct the date of first publication; the one thing that must never happen silently (V3)."""

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.may import may
from publishing.services import record_change

from ..models import GivenDate
from ..refusals import NotAllowed, Refused, require_reason


@transaction.atomic
def backdate(page, by, when, reason: str) -> None:
    """Set `published_on`. The address keeps the old date: links out there stay good.

    Raises NotAllowed, ReasonRequired, or Refused for a date in the future or a page never published.
    """
    if not may(by, "content.backdate"):
        raise NotAllowed("只有总编能改首次发布时间。")
    reason = require_reason(reason, "改首次发布时间的理由")
    page = type(page.specific).objects.select_for_update().get(pk=page.pk)
    old = getattr(page, "published_on", None)
    if old is None:
        raise Refused("这个页面没有首次发布时间。")
    if when > timezone.now():
        raise Refused("首次发布时间不能晚于现在。")
    type(page).objects.filter(pk=page.pk).update(published_on=when)
    GivenDate.note(page.document_id)
    record_change(page.document_id, "backdate", actor=by, reason=reason)
    record(
        actor=by,
        verb="editorial.backdate",
        object_key=page.document_id,
        before=old.isoformat(),
        after=when.isoformat(),
        reason=reason,
    )
