"""Verbs of the editorial office that other folders may call."""

from django.db import transaction
from wagtail.actions.publish_revision import PublishPermissionError

from foundation.audit.services import record

from .models import PublishAuthorisation


def assert_may_publish(page, revision, user) -> None:
    """Raise PublishPermissionError for a revision without an authorisation of its own."""
    if not PublishAuthorisation.objects.filter(revision_id=revision.pk).exists():
        raise PublishPermissionError(f"《{page.title}》这一稿没有通过三审，不能发布。请先提交审核。")


@transaction.atomic
def authorise(revision, *, basis: str, by, reason: str = "") -> PublishAuthorisation:
    """Allow exactly this revision to be published, and say so in the audit log."""
    authorisation, created = PublishAuthorisation.objects.get_or_create(
        revision=revision, defaults={"basis": basis, "by": by, "reason": reason}
    )
    if created:
        record(
            actor=by,
            verb="editorial.authorise",
            object_key=f"revision:{revision.pk}",
            basis=basis,
            reason=reason,
        )
    return authorisation
