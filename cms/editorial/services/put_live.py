"""Publish an authorised revision; the last step of every way to the public site."""

from wagtail.models import Revision

from ..act import acting
from ..models import PublishAuthorisation, ReleaseSetMember
from .authorise import authorise


def put_live(revision: Revision, *, by, log_action: str | bool = True, **facts) -> None:
    """Publish (or schedule) a revision that is already authorised. `facts` go into the change log.

    Raises PublishPermissionError when it is not.
    """
    with acting(user=by, **facts):
        revision.publish(user=by, log_action=log_action)


def publish_approved(workflow_state, user=None) -> None:
    """What Wagtail does when the last task is done (setting WAGTAIL_FINISH_WORKFLOW_ACTION).

    Publishes the revision that was reviewed, not the newest one; a member of an open release set waits.
    """
    revision = workflow_state.current_task_state.revision
    authorise(revision, basis=PublishAuthorisation.Basis.THREE_REVIEWS, by=user)
    page = revision.content_object
    if ReleaseSetMember.objects.filter(page_id=page.pk, waiting=True).exists():
        return
    put_live(revision, by=user)
