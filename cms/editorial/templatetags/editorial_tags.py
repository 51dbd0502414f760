"""The status panel of the edit view."""

from django import template
from django.conf import settings
from django.utils import timezone
from wagtail.models import WorkflowState

from publishing.services import live_since

from ..models import ReviewDecision
from ..workflow import place_of

register = template.Library()


@register.simple_tag
def editorial_site_name() -> str:
    return settings.WAGTAIL_SITE_NAME


@register.inclusion_tag("editorial/status.html")
def editorial_status(page) -> dict:
    """Stage, who decided what on this text, and since when readers see the page."""
    since = live_since(f"page:{page.pk}") if page.live else None
    reviewers = ReviewDecision.objects.filter(revision_id=page.latest_revision_id, void=False)
    return {
        "page": page,
        "headline": _headline(page),
        "live_since": since and timezone.localtime(since),
        "reviewers": reviewers.select_related("reviewer"),
    }


def _headline(page) -> str:
    place = place_of(page)
    if place:
        return f"正在等{place.stage.label}"
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return "退回修改"
    if page.scheduled_revision:
        return f"审定，{timezone.localtime(page.scheduled_revision.approved_go_live_at):%m-%d %H:%M} 发布"
    if page.live:
        return "在网上，有没送审的改动" if page.has_unpublished_changes else "在网上"
    return "已到期撤下" if page.expired else "草稿，没有上网"
