"""The review screen: what changed, what the gate says, who decided what, and the two buttons."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.models import Revision, TaskState

from foundation.rights.door import requires
from foundation.rights.may import may
from publishing.services import issue_key, live_since

from .. import services
from ..authors import authors_of
from ..diff.compare import Row, changed_rows, compare_pages
from ..gate.services import assess_revision, waive
from ..models import ReviewDecision
from ..roles import STAGE_VERBS
from ..workflow import Place, place_of
from .acts import acts_for
from .door import public_page, say
from .steps import steps_of


@dataclass
class ReviewScreen:
    page: Any
    revision: Revision
    place: Place | None
    user: Any
    against: str
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.live = self.page.live_revision
        self.read = _last_read(self.page, self.revision)
        self.old = {"live": self.live, "read": self.read}.get(self.against)
        old = self.old.as_object() if self.old else None
        self.rows = compare_pages(old, self.revision.as_object())
        self.changed = changed_rows(self.rows)
        self.issues = assess_revision(self.page, self.revision)
        self.keys = [(issue, issue_key(issue)) for issue in self.issues]
        self.may_release = may(self.user, "content.waive")
        self.why_not = _why_not(self)

    @property
    def errors(self) -> int:
        return sum(issue.severity == "error" for issue in self.issues)


@requires("content.desk")
def review(request: HttpRequest, page_id: int) -> HttpResponse:
    page = public_page(page_id)
    place = place_of(page)
    revision = place.revision if place else page.get_latest_revision()
    against = request.GET.get("against") or ("live" if page.live_revision_id else "read")
    screen = ReviewScreen(page, revision, place, request.user, against)
    since = live_since(page.document_id) if page.live else None
    context = {
        "screen": screen,
        "steps": steps_of(page, place),
        "acts": acts_for(page, place, request.user),
        "since": since and timezone.localtime(since),
    }
    return render(request, "editorial/review/review.html", context)


@require_POST
@requires("content.desk")
def decide(request: HttpRequest, page_id: int) -> HttpResponse:
    page = public_page(page_id)
    seen = get_object_or_404(TaskState, pk=request.POST.get("task_state"))
    verb, done = {
        "approve": (services.approve, f"{seen.task.name}通过"),
        "send_back": (services.send_back, "已退回作者"),
    }[request.POST.get("decision", "send_back")]
    comment = request.POST.get("comment", "")
    if say(request, lambda: verb(page, request.user, comment=comment, task_state=seen), done):
        return redirect("wagtailadmin_home")
    return redirect("editorial:review", page_id)


@require_POST
@requires("content.desk")
def release_warning(request: HttpRequest, revision_id: int) -> HttpResponse:
    """A named person takes one warning of the gate upon themselves."""
    revision = get_object_or_404(Revision, pk=revision_id)
    page = public_page(int(revision.object_id))
    key, reason = request.POST.get("issue", ""), request.POST.get("reason", "")
    say(request, lambda: waive(page, revision, key, by=request.user, reason=reason), "已放行，并记入审计")
    return redirect("editorial:review", page.pk)


@requires("content.desk")
def preview(request: HttpRequest, revision_id: int) -> HttpResponse:
    """The revision in the site theme, as the reader will see it."""
    page = get_object_or_404(Revision, pk=revision_id).as_object()
    return page.make_preview_request(request, page.default_preview_mode)


def _last_read(page, revision) -> Revision | None:
    """The newest earlier text somebody gave a decision on."""
    decision = (
        ReviewDecision.objects.of_page(page)
        .filter(revision_id__lt=revision.pk)
        .select_related("revision")
        .last()
    )
    return decision and decision.revision


def _why_not(screen: ReviewScreen) -> str:
    """Why this person has no buttons; empty when they do."""
    if screen.place is None:
        return "这篇稿子现在不在审核中。"
    stage = screen.place.stage
    if not may(screen.user, STAGE_VERBS[stage]):
        return f"现在等{stage.label}，您没有这个角色。"
    if screen.user.pk in authors_of(screen.page, screen.revision):
        return "您写过或改过这一稿，要由别人来审。"
    mine = ReviewDecision.objects.standing(screen.revision).filter(reviewer=screen.user).first()
    if mine:
        return f"您已在{mine.get_stage_display()}通过这一稿，三审要由三个人来审。"
    return ""
