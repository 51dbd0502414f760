"""Pass a draft at the stage where it waits."""

from django.db import transaction

from ..models import ReviewDecision
from ..refusals import ReviewRefused
from ..workflow import Place
from . import gate
from .decide import hold_place, require_reviewer, seen_place, write_decision


def approve(page, by, comment: str = "", task_state=None) -> ReviewDecision:
    """Permission → gate → decision → audit → next stage; after the third stage the page is published.

    Raises NotAllowed, ReviewRefused (author, or second stage of one person), Overtaken (somebody was
    faster) or the gate's GateRefused with its issues. Nothing is changed then.
    """
    page = page.specific
    place = seen_place(page, task_state)
    with transaction.atomic():
        hold_place(page, place)
        authors = require_reviewer(page, place, by)
        _refuse_second_stage(place, by)
        gate.assert_passes(page, place.revision)
        row = write_decision(
            place, by, authors, ReviewDecision.Decision.APPROVED, (comment or "").strip()[:2000]
        )
        place.task_state.approve(user=by, comment=row.comment)
        return row


def _refuse_second_stage(place: Place, by) -> None:
    """Said before the gate runs; the unique constraint says it again for those who come another way."""
    earlier = ReviewDecision.objects.approved().filter(revision=place.revision, reviewer=by).first()
    if earlier:
        raise ReviewRefused(
            f"您已经在{earlier.get_stage_display()}通过了这一稿。同一稿的三审要由三个人来审，请换一位审核人。"
        )
