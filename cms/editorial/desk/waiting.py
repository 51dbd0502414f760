"""Which drafts wait for this person's decision."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision, TaskState, get_default_page_content_type

from foundation.rights.may import may

from ..models import ReviewDecision, Stage
from ..roles import STAGE_VERBS
from .glance import count_han, count_pictures, missing
from .leaf import Leaf, leaf_since, leaf_until

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    page: Page
    column: str
    stage: str
    author: str
    since: datetime
    words: int
    pictures: int
    times_sent_back: int
    missing: list[str]
    leaf: Leaf


def stages_of(user) -> list[int]:
    return [stage for stage, verb in STAGE_VERBS.items() if may(user, verb)]


def waiting_for(user) -> list[Waiting]:
    """Drafts this person may decide on now, the nearest deadline first, then the longest wait."""
    states = list(_states(user))
    pages = Page.objects.in_bulk([int(state.revision.object_id) for state in states])
    barred = _written_or_passed_by(user, states, pages)
    columns = column_titles(pages.values())
    returned = _times_sent_back(pages)
    now = timezone.localtime()
    rows = [
        _row(state, pages[int(state.revision.object_id)], columns, returned, now)
        for state in states
        if int(state.revision.object_id) in pages and state.revision_id not in barred
    ]
    return sorted(rows, key=lambda row: (row.leaf.top in ("已等",), _urgency(row), row.since))[:SHOWN]


def to_decide(user) -> list[tuple[TaskState, Page, str]]:
    """The same without the texts: (state, page, name of the stage), the longest wait first."""
    states = list(_states(user).defer("revision__content")) if stages_of(user) else []
    pages = Page.objects.in_bulk([int(state.revision.object_id) for state in states])
    barred = _written_or_passed_by(user, states, pages) if states else set()
    return [
        (state, pages[int(state.revision.object_id)], Stage(state.task.reviewtask.stage).label)
        for state in states
        if int(state.revision.object_id) in pages and state.revision_id not in barred
    ]


def _states(user):
    return (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status="in_progress",
            task__reviewtask__stage__in=stages_of(user),
            revision__base_content_type=get_default_page_content_type(),
        )
        .select_related("revision__user", "task__reviewtask")
        .order_by("started_at")[: SHOWN * 2]
    )


def _written_or_passed_by(user, states, pages) -> set[int]:
    """Revisions this person may not decide on: wrote a part since the last publication, or passed a stage."""
    ids = [state.revision_id for state in states]
    passed = ReviewDecision.objects.approved().filter(revision_id__in=ids, reviewer=user)
    barred = set(passed.values_list("revision_id", flat=True))
    mine = defaultdict(list)
    written = Revision.objects.filter(
        base_content_type=get_default_page_content_type(), object_id__in=[str(pk) for pk in pages], user=user
    )
    for pk, object_id in written.values_list("pk", "object_id"):
        mine[int(object_id)].append(pk)
    for state in states:
        page = pages.get(int(state.revision.object_id))
        after = (page.live_revision_id or 0) if page else 0
        if any(after < pk <= state.revision_id for pk in mine[int(state.revision.object_id)]):
            barred.add(state.revision_id)
        if page and page.owner_id == user.pk and not page.first_published_at:
            barred.add(state.revision_id)
    return barred


def _times_sent_back(pages) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    rows = ReviewDecision.objects.filter(
        decision=ReviewDecision.Decision.SENT_BACK,
        revision__base_content_type=get_default_page_content_type(),
        revision__object_id__in=[str(pk) for pk in pages],
    )
    for object_id in rows.values_list("revision__object_id", flat=True):
        counts[int(object_id)] += 1
    return counts


def column_titles(pages) -> dict[str, str]:
    """Path of the parent → its title, in one query."""
    return dict(
        Page.objects.filter(path__in={page.path[: -Page.steplen] for page in pages}).values_list(
            "path", "title"
        )
    )


def deadline(content: dict) -> datetime | None:
    """When the draft wants to go live, if it says so."""
    moment = content.get("go_live_at") and parse_datetime(content["go_live_at"])
    return timezone.localtime(moment) if moment else None


def _row(state, page, columns, returned, now) -> Waiting:
    content = state.revision.content
    due = deadline(content)
    return Waiting(
        page=page,
        column=columns.get(page.path[: -Page.steplen], ""),
        stage=Stage(state.task.reviewtask.stage).label,
        author=str(state.revision.user or "导入"),
        since=timezone.localtime(state.started_at),
        words=count_han(content),
        pictures=count_pictures(content),
        times_sent_back=returned.get(page.pk, 0),
        missing=missing(content),
        leaf=leaf_until(due, now) if due else leaf_since(timezone.localtime(state.started_at), now),
    )


def _urgency(row: Waiting) -> tuple[int, str]:
    order = {"逾期": 0, "今天": 1, "明天": 2, "还剩": 3}
    big = row.leaf.big.zfill(6)
    return order.get(row.leaf.top, 9), big
