"""Give a draft back to its author with a comment."""

from django.db import transaction

from ..models import ReviewDecision
from ..refusals import require_reason
from .decide import hold_place, require_reviewer, seen_place, write_decision


def send_back(page, by, comment: str, task_state=None) -> ReviewDecision:
    """The draft is open for its author again. Raises ReasonRequired without a comment."""
    page = page.specific
    place = seen_place(page, task_state)
    with transaction.atomic():
        hold_place(page, place)
        authors = require_reviewer(page, place, by)
        comment = require_reason(comment, "退回的意见，作者要知道改哪里")
        row = write_decision(place, by, authors, ReviewDecision.Decision.SENT_BACK, comment)
        place.task_state.reject(user=by, comment=comment)
        return row
