"""Allow exactly one revision, with exactly one content, to be public."""

from django.db import transaction
from wagtail.actions.publish_revision import PublishPermissionError

from foundation.audit.services import record

from ..authors import authors_of
from ..digest import content_sha
from ..models import PublishAuthorisation, ReviewDecision, Stage


@transaction.atomic
def authorise(revision, *, basis: str, by, reason: str = "") -> PublishAuthorisation:
    """Allow exactly this revision to be published, and say so in the audit log.

    Raises PublishPermissionError when the basis is the three reviews and they are not complete.
    """
    sha = content_sha(revision.pk)
    if basis == PublishAuthorisation.Basis.THREE_REVIEWS:
        _require_three_people(revision)
    authorisation, created = PublishAuthorisation.objects.get_or_create(
        revision=revision, defaults={"basis": basis, "by": by, "reason": reason, "content_sha": sha}
    )
    if created:
        record(
            actor=by,
            verb="editorial.authorise",
            object_key=f"revision:{revision.pk}",
            obj=authorisation,
            basis=basis,
            reason=reason,
            sha256=sha,
        )
    return authorisation


def is_authorised(revision) -> bool:
    """Whether the revision may be public, with the text it has now."""
    row = PublishAuthorisation.objects.filter(revision_id=revision.pk).values_list("content_sha", flat=True)
    return content_sha(revision.pk) in row


def assert_may_publish(page, revision, user=None) -> None:
    """Raise PublishPermissionError for a revision without an authorisation of its own."""
    if revision is None or not PublishAuthorisation.objects.filter(revision_id=revision.pk).exists():
        raise PublishPermissionError(f"《{page.title}》这一稿没有通过三审，不能发布。请先提交审核。")
    if not is_authorised(revision):
        raise PublishPermissionError(f"《{page.title}》这一稿在审定以后被改动过，不能发布。请重新提交审核。")


def _require_three_people(revision) -> None:
    """The last look before the door opens: nothing here is taken on trust from an earlier step."""
    approvals = list(ReviewDecision.objects.standing(revision))
    authors = authors_of(revision.content_object, revision)
    reviewers = {approval.reviewer_id for approval in approvals}
    stages = {approval.stage for approval in approvals}
    missing = [stage.label for stage in Stage if stage not in stages]
    if missing:
        raise PublishPermissionError(f"还缺{'、'.join(missing)}，不能发布。")
    if len(reviewers) < len(Stage) or reviewers & authors:
        raise PublishPermissionError("三审要由三个没有写过这一稿的人来审，不能发布。")
