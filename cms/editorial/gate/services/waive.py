"""Release a warning: a named person takes it upon himself, with a reason."""

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import may
from publishing.services import issue_key

from ..models import GateWaiver
from ..refusals import WaiverRefused
from .assess import assess_revision


@transaction.atomic
def waive(page, revision, key: str, *, by, reason: str) -> GateWaiver:
    """Release the warning `key` on `revision`. Raises WaiverRefused; errors can never be released."""
    if not may(by, "content.waive"):
        raise WaiverRefused("只有审核人和总编可以放行提示。")
    if revision.user_id == by.pk and not may(by, "content.waive_own"):
        raise WaiverRefused("自己写的稿子，提示要由别人放行。")
    if not reason.strip():
        raise WaiverRefused("请写明放行的理由。")
    found = {issue_key(issue): issue for issue in assess_revision(page, revision)}
    issue = found.get(key)
    if issue is None:
        raise WaiverRefused("这处提示已经不在了，请刷新页面。")
    if issue.severity == "error":
        raise WaiverRefused("这是错误，不能放行，只能改正。")
    return release(revision, issue, by, reason.strip())


@transaction.atomic
def waive_for_import(revision, issues, *, by, reason: str) -> None:
    """Release the warnings of an imported item in the name of the person who ordered the import."""
    for issue in issues:
        if issue.severity == "warning":
            release(revision, issue, by, reason)


def release(revision, issue, by, reason: str) -> GateWaiver:
    waiver, created = GateWaiver.objects.get_or_create(
        revision=revision,
        issue_key=issue_key(issue),
        defaults={
            "code": issue.code,
            "field": issue.field,
            "message": issue.message[:300],
            "by": by,
            "reason": reason[:500],
        },
    )
    if created:
        record(
            actor=by,
            verb="gate.waive",
            object_key=f"revision:{revision.pk}",
            obj=waiver,
            code=issue.code,
            key=waiver.issue_key,
            reason=waiver.reason,
        )
    return waiver
