"""Hand a draft in for the three reviews, or call it back."""

from django.db import transaction
from wagtail.models import WorkflowState

from ..refusals import NotAllowed, Refused
from ..workflow import lock_review
from .authorise import is_authorised


@transaction.atomic
def submit_for_review(page, by) -> WorkflowState:
    """Start the three reviews of the newest revision, or take them up again after it was sent back.

    Raises NotAllowed for somebody who may not edit the page, Refused when there is nothing to review.
    """
    page = page.specific
    if not page.permissions_for_user(by).can_edit():
        raise NotAllowed("您没有编辑这篇稿子的权限，不能送审。")
    state = lock_review(page)
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise Refused("这篇稿子已经在审，不用再送。")
    revision = page.get_latest_revision() or page.save_revision(user=by)
    if page.live and not page.has_unpublished_changes:
        raise Refused("网上的就是这一稿，没有改动，不用送审。")
    if is_authorised(revision):
        raise Refused("这一稿已经审定，不用再送审。")
    if state:
        state.resume(user=by)
        return state
    workflow = page.get_workflow()
    if workflow is None:
        raise Refused("网站还没有设置三审流程，请系统管理员运行 setup_site。")
    return workflow.start(page, by)


@transaction.atomic
def call_back(page, by) -> None:
    """The author takes a draft out of review to change it. Approvals given so far stand for that text only."""
    state = lock_review(page)
    if not state:
        raise Refused("这篇稿子不在审核中。")
    if by.pk not in {state.requested_by_id, page.owner_id}:
        raise NotAllowed("只有送审人和作者能收回；审核人请用“退回”。")
    state.cancel(user=by)
