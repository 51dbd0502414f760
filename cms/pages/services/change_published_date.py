"""Correct the date of first publication: its own permission, a reason, an audit record."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from publishing.services import record_change

PERMISSION = "pages.change_published_date"


@transaction.atomic
def change_published_date(page, *, by, when: datetime, reason: str):
    """Set the date readers see. The address and the place in the order stay as they were.

    Raises PermissionDenied without the permission, ValidationError for a future date, a page that was never
    published or a missing reason.
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied("您没有更正首次发布时间的权限。")
    if page.published_on is None:
        raise ValidationError(f"《{page.title}》还没有发布过，没有可以更正的发布时间。")
    if timezone.is_naive(when):
        when = timezone.make_aware(when)
    if when > timezone.now():
        raise ValidationError("首次发布时间不能晚于现在，请改为实际发布的时间。")
    if not reason.strip():
        raise ValidationError("请写明更正发布时间的理由，它会留在审计记录里。")
    was = page.published_on
    type(page).objects.filter(pk=page.pk).update(published_on=when)
    page.published_on = when
    record_change(page.document_id, "redate", actor=by, reason=reason)
    record(
        actor=by,
        verb="pages.change_published_date",
        object_key=page.document_id,
        was=was.isoformat(),
        now=when.isoformat(),
        reason=reason,
    )
    return page
