"""What else a person may do with a page from the review screen."""

from dataclasses import dataclass

from django.urls import reverse

from foundation.rights.may import may

from ..models import ReleaseSetMember
from ..services import is_authorised
from ..workflow import Place


@dataclass(frozen=True, slots=True)
class Act:
    """A button (`post`) or a link to a screen that asks for a reason."""

    label: str
    url: str
    post: bool = False


def acts_for(page, place: Place | None, user) -> list[Act]:
    acts = []
    unpublished = page.has_unpublished_changes or not page.live
    approved = unpublished and page.latest_revision_id and is_authorised(page.latest_revision)
    if place and user.pk in {place.task_state.workflow_state.requested_by_id, page.owner_id}:
        acts.append(_act("收回修改", "call_back", page, post=True))
    elif not place and unpublished and not approved and page.permissions_for_user(user).can_edit():
        acts.append(_act("送审", "submit", page, post=True))
    if approved and not place and _free(page) and may(user, "content.schedule"):
        acts.append(_act("发布审定的一稿", "publish_held", page, post=True))
    if page.live and may(user, "content.withdraw"):
        acts.append(_act("撤稿", "withdraw", page))
    if unpublished and not approved and may(user, "content.publish_urgently"):
        acts.append(_act("紧急发布", "urgent", page))
    if getattr(page, "published_on", None) and may(user, "content.backdate"):
        acts.append(_act("改首次发布时间", "backdate", page))
    return acts


def _free(page) -> bool:
    waiting = ReleaseSetMember.objects.filter(page_id=page.pk, waiting=True).exists()
    return not waiting and page.scheduled_revision is None


def _act(label: str, name: str, page, *, post: bool = False) -> Act:
    return Act(label, reverse(f"editorial:{name}", args=[page.pk]), post)
