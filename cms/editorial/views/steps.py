"""The timeline of a page: what was decided, where it waits, what is ahead."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ..models import PublishAuthorisation, ReleaseSetMember, ReviewDecision, Stage
from ..workflow import Place


@dataclass(frozen=True, slots=True)
class Step:
    """One station of the timeline: done, now or still to come."""

    state: str
    label: str
    who: str = ""
    at: Any = None
    comment: str = ""
    tone: str = ""


def steps_of(page, place: Place | None) -> list[Step]:
    """Saved, submitted, decided, published; then what is still ahead of this revision."""
    decisions = ReviewDecision.objects.of_page(page).select_related("reviewer")
    steps = [
        Step(
            "done",
            f"{row.get_stage_display()}{row.get_decision_display()}{'（已失效）' if row.void else ''}",
            str(row.reviewer),
            timezone.localtime(row.at),
            row.comment,
            "red" if row.decision == ReviewDecision.Decision.SENT_BACK else "",
        )
        for row in decisions
    ]
    for row in PublishAuthorisation.objects.filter(revision__in=page.revisions.values("pk")).select_related(
        "by"
    ):
        reason = row.reason if row.basis != PublishAuthorisation.Basis.THREE_REVIEWS else ""
        steps.append(
            Step("done", row.get_basis_display(), str(row.by or "系统"), timezone.localtime(row.at), reason)
        )
    steps.sort(key=lambda step: step.at)
    if place:
        ahead = [stage for stage in Stage if stage > place.stage]
        started = timezone.localtime(place.task_state.started_at)
        steps.append(Step("now", f"等{place.stage.label}", at=started))
        steps += [Step("next", stage.label) for stage in ahead] + [Step("next", _end(page))]
    return steps


def _end(page) -> str:
    member = (
        ReleaseSetMember.objects.filter(page_id=page.pk, waiting=True).select_related("release_set").first()
    )
    return f"随发布集“{member.release_set}”发布" if member else "发布"
