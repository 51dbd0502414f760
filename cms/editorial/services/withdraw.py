"""Take a published page off the site, with the reason kept and a note for readers."""

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.may import may

from ..act import acting
from ..models import PublishAuthorisation, ReviewDecision, UrgentReview, Withdrawal
from ..refusals import NotAllowed, Refused, require_reason

EXPIRED = "已到期"


@transaction.atomic
def withdraw(page, by, reason: str, public_note: str = "") -> Withdrawal:
    """The page answers 410 with `public_note` from the next release on; `reason` stays inside.

    Raises NotAllowed, ReasonRequired, or Refused for a page that is not public.
    """
    page = type(page.specific).objects.select_for_update().get(pk=page.pk)
    if not may(by, "content.withdraw"):
        raise NotAllowed("只有总编和终审能撤稿。")
    if not page.live:
        raise Refused(f"《{page.title}》不在网上，不用撤。")
    reason = require_reason(reason, "撤稿的理由")
    note = leave_note(page, by=by, reason=reason, public_note=public_note)
    with acting(user=by, reason=reason, urgent=True):
        page.unpublish(user=by)
    UrgentReview.objects.owed().filter(page_id=page.pk).update(state=UrgentReview.State.WITHDRAWN)
    record(actor=by, verb="editorial.withdraw", object_key=page.document_id, obj=page, reason=reason)
    return note


@transaction.atomic
def expire(page) -> None:
    """The end of a page's own term: no person, no reason but the date its reviewers approved."""
    leave_note(page, by=None, reason=EXPIRED, public_note=EXPIRED)
    with acting(reason=EXPIRED):
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    record(actor=None, verb="editorial.expire", object_key=page.document_id, obj=page)


def leave_note(page, *, by, reason: str, public_note: str) -> Withdrawal:
    """The row without which a live page cannot leave the site."""
    facts = {
        "path": page.public_path or "",
        "title": page.title,
        "locale": page.locale.language_code,
        "reason": reason,
        "public_note": (public_note or "").strip()[:300],
        "by": by,
        "at": timezone.now(),
    }
    note, _ = Withdrawal.objects.update_or_create(document_id=page.document_id, defaults=facts)
    _end_approvals(page)
    return note


def _end_approvals(page) -> None:
    """What was taken down comes back only after new reviews, even with the same text."""
    revisions = page.revisions.values("pk")
    PublishAuthorisation.objects.filter(revision__in=revisions).delete()
    ReviewDecision.objects.filter(revision__in=revisions).update(void=True)
