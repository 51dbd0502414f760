"""Where my own texts stand: drafts, what came back and why, what is under review, what is public."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type

from publishing.services import live_since

from ..models import ReleaseSetMember, ReviewDecision
from .glance import count_han, missing

SHOWN = 12
LIVE_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Mine:
    """`state` in the words of people; `tone` is "" or red; `comment` is what a reviewer wrote."""

    page: Page
    saved: datetime
    words: int
    state: str
    tone: str = ""
    comment: str = ""
    by: str = ""
    live_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class MyDesk:
    drafts: list[Mine]
    sent_back: list[Mine]
    under_way: list[Mine]
    public: list[Mine]


def my_desk(user) -> MyDesk:
    """Pages whose newest text is mine, or that I own, newest first."""
    mine = Page.objects.filter(Q(owner=user) | Q(latest_revision__user=user), depth__gt=2)
    pages = list(
        mine.filter(has_unpublished_changes=True)
        .exclude(latest_revision=None)
        .select_related("latest_revision")
        .order_by("-latest_revision_created_at")[: SHOWN * 3]
    )
    reviews, comments, held = _reviews(pages), _comments(pages), _held(pages)
    drafts, sent_back, under_way = [], [], []
    for page in pages:
        review = reviews.get(page.pk)
        if review and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
            decision = comments.get(page.pk)
            who = f"{decision.get_stage_display()} {decision.reviewer}" if decision else ""
            sent_back.append(
                _mine(page, "退回", tone="red", comment=decision.comment if decision else "", by=who)
            )
        elif review:
            under_way.append(_mine(page, f"等{_stage(review)}"))
        elif page.pk in held:
            under_way.append(_mine(page, held[page.pk]))
        else:
            gaps = missing(page.latest_revision.content)
            drafts.append(_mine(page, f"缺{'、'.join(gaps)}" if gaps else "可以送审"))
    return MyDesk(drafts[:SHOWN], sent_back[:SHOWN], under_way[:SHOWN], _public(mine))


def _mine(page, state: str, **facts) -> Mine:
    revision = page.latest_revision
    return Mine(page, timezone.localtime(revision.created_at), count_han(revision.content), state, **facts)


def _stage(review) -> str:
    task = review.current_task_state and review.current_task_state.task
    return task.name if task else "审核"


def _reviews(pages) -> dict[int, WorkflowState]:
    states = (
        WorkflowState.objects.active()
        .filter(
            base_content_type=get_default_page_content_type(), object_id__in=[str(page.pk) for page in pages]
        )
        .select_related("current_task_state__task")
    )
    return {int(state.object_id): state for state in states}


def _comments(pages) -> dict[int, ReviewDecision]:
    """The last word of a reviewer who sent the page back."""
    rows = ReviewDecision.objects.filter(
        decision=ReviewDecision.Decision.SENT_BACK,
        revision__base_content_type=get_default_page_content_type(),
        revision__object_id__in=[str(page.pk) for page in pages],
    ).select_related("reviewer", "revision")
    return {int(row.revision.object_id): row for row in rows.defer("revision__content").order_by("at")}


def _held(pages) -> dict[int, str]:
    """Approved, but waiting for a release set or for its hour."""
    ids = [page.pk for page in pages]
    held = {
        page_id: f"审定，等发布集“{name}”"
        for page_id, name in ReleaseSetMember.objects.filter(
            page_id__in=ids, waiting=True, page__latest_revision__publish_authorisation__isnull=False
        ).values_list("page_id", "release_set__name")
    }
    for revision in Revision.objects.filter(
        pk__in=[page.latest_revision_id for page in pages], approved_go_live_at__isnull=False
    ).defer("content"):
        moment = timezone.localtime(revision.approved_go_live_at)
        held[int(revision.object_id)] = f"审定，{moment:%m-%d %H:%M} 发布"
    return held


def _public(mine) -> list[Mine]:
    pages = mine.filter(live=True).select_related("live_revision").order_by("-last_published_at")[:LIVE_SHOWN]
    rows = []
    for page in pages:
        revision = page.live_revision or page.latest_revision
        since = live_since(f"page:{page.pk}")
        rows.append(
            Mine(
                page,
                timezone.localtime(page.last_published_at or page.latest_revision_created_at),
                count_han(revision.content) if revision else 0,
                "已上线" if since else "正在上线",
                live_since=timezone.localtime(since) if since else None,
            )
        )
    return rows
