"""Scheduled publication and the end of a page's term; the clock calls `publish_due` every few seconds."""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import Page, Revision, get_default_page_content_type

from foundation.audit.services import record
from foundation.rights.may import may

from ..refusals import NotAllowed, Refused
from .put_live import put_live
from .withdraw import expire

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    published: int = 0
    expired: int = 0
    refused: int = 0


def publish_due() -> Due:
    """Take down what has expired, then put up what is due. Safe to run at any time, any number of times.

    Each page has a transaction of its own: one that is refused does not hold up the others.
    """
    expired = sum(_expire(pk) for pk in _expired().values_list("pk", flat=True))
    outcomes = [_publish(pk) for pk in _go_live().values_list("pk", flat=True)]
    return Due(published=outcomes.count(True), expired=expired, refused=outcomes.count(False))


def unschedule(page, by) -> None:
    """Cancel a scheduled publication; the text stays approved and can be edited again."""
    if not may(by, "content.schedule"):
        raise NotAllowed("只有总编和终审能取消定时发布。")
    with transaction.atomic():
        revision = page.revisions.select_for_update().filter(approved_go_live_at__isnull=False).first()
        if revision is None:
            raise Refused("这篇稿子没有定时发布。")
        _drop_schedule(revision)
        record(actor=by, verb="editorial.unschedule", object_key=f"page:{page.pk}", obj=revision)


def _expired():
    return Page.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")


def _go_live():
    return Revision.objects.filter(
        base_content_type=get_default_page_content_type(), approved_go_live_at__lt=timezone.now()
    ).order_by("approved_go_live_at")


@transaction.atomic
def _expire(pk: int) -> bool:
    """Whether this call took the page down; another process may have been faster."""
    page = _expired().select_for_update().filter(pk=pk).first()
    if page is None:
        return False
    expire(page.specific)
    return True


def _publish(pk: int) -> bool | None:
    """True published, False refused, None: another process was faster."""
    try:
        with transaction.atomic():
            revision = _go_live().select_for_update().filter(pk=pk).first()
            if revision is None:
                return None
            put_live(revision, by=None, reason="定时发布", log_action="wagtail.publish.scheduled")
            return True
    except PublishPermissionError as error:
        with transaction.atomic():
            revision = Revision.objects.get(pk=pk)
            _drop_schedule(revision)
            record(
                actor=None,
                verb="editorial.publish_scheduled",
                object_key=f"page:{revision.object_id}",
                obj=revision,
                result="refused",
                reason=str(error),
            )
        logger.warning("scheduled publication refused: %s", error)
        return False


def _drop_schedule(revision) -> None:
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
