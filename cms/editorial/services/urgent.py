"""Urgent publication: one chief editor publishes, a second person looks within the set time."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.may import may
from foundation.rulebook.reading import number

from ..authors import as_text, authors_of
from ..models import PublishAuthorisation, UrgentReview
from ..refusals import NotAllowed, Refused, ReviewRefused, require_reason
from ..rules import URGENT_REVIEW_HOURS
from . import gate
from .authorise import authorise, is_authorised
from .put_live import put_live


@transaction.atomic
def publish_urgently(page, by, reason: str) -> UrgentReview:
    """Publish the newest revision now. The gate stands all the same.

    Raises NotAllowed, ReasonRequired, Refused, or the gate's GateRefused.
    """
    page = type(page.specific).objects.select_for_update().get(pk=page.pk)
    if not may(by, "content.publish_urgently"):
        raise NotAllowed("紧急发布只有总编能做。")
    reason = require_reason(reason, "紧急发布的理由")
    revision = page.get_latest_revision() or page.save_revision(user=by)
    if is_authorised(revision):
        raise Refused("这一稿已经审定，不用紧急发布。")
    go_live_at = revision.as_object().go_live_at
    if go_live_at and go_live_at > timezone.now():
        raise Refused("这一稿设了定时发布。要现在发，请先去掉发布时间。")
    gate.assert_passes(page, revision)
    authorise(revision, basis=PublishAuthorisation.Basis.URGENT, by=by, reason=reason)
    hours = number(URGENT_REVIEW_HOURS)
    owed = UrgentReview.objects.create(
        page_id=page.pk,
        revision=revision,
        publisher=by,
        authors=as_text(authors_of(page, revision)),
        reason=reason,
        due_at=timezone.now() + timedelta(hours=hours),
    )
    put_live(revision, by=by, reason=reason, urgent=True)
    record(actor=by, verb="editorial.publish_urgently", object_key=page.document_id, obj=page, reason=reason)
    return owed


def confirm_urgent(review: UrgentReview, by, comment: str = "") -> UrgentReview:
    """The second person found it right."""
    return _check(review, by, UrgentReview.State.CONFIRMED, (comment or "").strip()[:2000])


def demand_withdrawal(review: UrgentReview, by, comment: str) -> UrgentReview:
    """The second person found it wrong: it stays on the dashboard in red until it is withdrawn."""
    comment = require_reason(comment, "要求撤稿的理由")
    return _check(review, by, UrgentReview.State.WITHDRAWAL_DEMANDED, comment)


@transaction.atomic
def _check(review: UrgentReview, by, state: str, comment: str) -> UrgentReview:
    review = UrgentReview.objects.select_for_update().get(pk=review.pk)
    if not may(by, "content.check_urgent"):
        raise NotAllowed("复核紧急发布要有审核或总编角色。")
    if by.pk == review.publisher_id:
        raise ReviewRefused("紧急发布要由发布人以外的人复核。")
    if f",{by.pk}," in review.authors:
        raise ReviewRefused("您写过这一稿，请由别的人复核。")
    if review.state != UrgentReview.State.OWED:
        raise Refused(f"这次紧急发布{review.get_state_display()}，不用再复核。")
    review.state, review.comment, review.checker = state, comment, by
    review.checked_at = timezone.now()
    review.save()
    key = f"page:{review.page_id}"
    record(actor=by, verb=f"editorial.urgent.{state}", object_key=key, obj=review, reason=comment)
    return review
