"""What approving and sending back have in common: the person, the place, the row."""

from django.db import IntegrityError, transaction
from wagtail.models import TaskState

from foundation.audit.services import record
from foundation.rights.may import may

from ..authors import as_text, authors_of
from ..digest import content_sha
from ..models import ReviewDecision, Stage
from ..refusals import NotAllowed, Overtaken, Refused, ReviewRefused
from ..roles import STAGE_VERBS
from ..workflow import Place, lock_review, place_of


def seen_place(page, task_state: TaskState | None) -> Place:
    """The place the reviewer is deciding at. Raises Refused or Overtaken when it is no longer open.

    `task_state` is what the reviewer had on the screen; without it the place as it is now counts.
    """
    place = place_of(page)
    if place is None:
        raise _too_late(task_state) if task_state else Refused("这篇稿子不在审核中。")
    if task_state is not None and task_state.pk != place.task_state.pk:
        raise _too_late(task_state)
    return place


def hold_place(page, place: Place) -> None:
    """Lock the review and make sure the place is still the current one: of two people exactly one passes."""
    state = lock_review(page)
    current = state and state.current_task_state
    if not current or current.pk != place.task_state.pk or current.status != TaskState.STATUS_IN_PROGRESS:
        raise _too_late(place.task_state)


def _too_late(task_state: TaskState) -> Refused:
    done = TaskState.objects.select_related("finished_by", "task").get(pk=task_state.pk)
    words = {
        TaskState.STATUS_APPROVED: "通过",
        TaskState.STATUS_REJECTED: "退回",
        TaskState.STATUS_CANCELLED: "收回或改动",
    }
    who = f"已由{done.finished_by}" if done.finished_by else "已经"
    return Overtaken(f"{done.task.name}{who}{words.get(done.status, '处理')}，您这次的操作没有生效。")


def require_reviewer(page, place: Place, by) -> set[int]:
    """The authors of the revision. Raises when the person may not review it at this stage."""
    if not may(by, STAGE_VERBS[place.stage]):
        raise NotAllowed(f"您没有“{place.stage.label}”角色，不能在这一审作决定。")
    authors = authors_of(page, place.revision)
    if by.pk in authors:
        raise ReviewRefused("您写过或改过这一稿，不能审自己的稿子。")
    return authors


def write_decision(place: Place, by, authors: set[int], decision: str, comment: str) -> ReviewDecision:
    """Append the row; the database has the last word on the rules."""
    row = ReviewDecision(
        revision=place.revision,
        stage=place.stage,
        reviewer=by,
        authors=as_text(authors),
        decision=decision,
        comment=comment,
        content_sha=content_sha(place.revision.pk),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ReviewRefused(_why(place, by)) from error
    record(
        actor=by,
        verb=f"editorial.review.{decision}",
        object_key=f"revision:{place.revision.pk}",
        obj=row,
        stage=int(place.stage),
        reason=comment,
        sha256=row.content_sha,
    )
    return row


def _why(place: Place, by) -> str:
    approved = ReviewDecision.objects.approved().filter(revision=place.revision)
    mine = approved.filter(reviewer=by).first()
    if mine:
        return f"您已经在{Stage(mine.stage).label}通过了这一稿。同一稿的三审要由三个人来审，请换一位审核人。"
    return f"{place.stage.label}已经有人通过了，您这次的操作没有生效。"
