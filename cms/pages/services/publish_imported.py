"""Put content of the past on the site with the date it was really published: set-up, demo and import use it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cms.editorial.models import GivenDate
from cms.editorial.services import authorise
from foundation.audit.services import record


@transaction.atomic
def publish_imported(page, *, by, reason: str, published_on: datetime | None = None):
    """Publish the newest state of `page` on the basis "import"; return the live page.

    `published_on` counts only for a first publication. Raises ValidationError when it lies in the future.
    """
    if published_on and getattr(page, "published_on", None) is None:
        _remember_date(page, by, published_on, reason)
    revision = page.get_latest_revision() if page.has_unpublished_changes else None
    revision = revision or page.save_revision(user=by, log_action=False)
    authorise(revision, basis="import", by=by, reason=reason)
    revision.publish(user=by, skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


def _remember_date(page, by, published_on: datetime, reason: str) -> None:
    if timezone.is_naive(published_on):
        published_on = timezone.make_aware(published_on)
    if published_on > timezone.now():
        raise ValidationError(f"《{page.title}》的发布时间 {published_on:%Y-%m-%d %H:%M} 晚于现在，请核对。")
    type(page).objects.filter(pk=page.pk).update(published_on=published_on)
    page.published_on = published_on
    GivenDate.note(page.document_id)
    record(
        actor=by,
        verb="pages.import_date",
        object_key=page.document_id,
        after=published_on.isoformat(),
        reason=reason,
    )
