"""The wall around the public state of a page (docs/decisions/0040-choke-point.md).

Wagtail has many roads to "live": the publish method, the action classes its API and edit view call directly, the
scheduler, copies, aliases. All of them end in saving the page row, so the rule stands there:

- a page is born a draft;
- it becomes live, or changes its live revision, only with an authorisation of that revision;
- it stops being live only with a withdrawal note; it cannot be deleted while it is live.

The change log is written in the same place, once per act, with what the verb said about it (`act`).
"""

from django.db import transaction
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import Page, Revision, TaskState, WorkflowState

from publishing.services import record_change

from .act import current_act
from .models import PublishAuthorisation, Withdrawal
from .refusals import Refused
from .services import assert_may_publish


def is_public_kind(page) -> bool:
    from cms.pages.models import PublicPage

    return isinstance(page, Page) and issubclass(page.specific_class or Page, PublicPage)


def guard_save(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Before a page row is written: may its public state become what the instance says?"""
    if raw or not is_public_kind(instance):
        return
    if update_fields is not None and not {"live", "live_revision", "live_revision_id"} & set(update_fields):
        return
    stored = Page.objects.filter(pk=instance.pk).values_list("live", "live_revision_id").first()
    if stored is None:
        _born_a_draft(instance)
    elif instance.live and (not stored[0] or instance.live_revision_id != stored[1]):
        assert_may_publish(instance, instance.live_revision)
    elif stored[0] and not instance.live:
        if not Withdrawal.objects.filter(document_id=f"page:{instance.pk}").exists():
            raise Refused(f"《{instance.title}》在网上。请用“撤稿”，并写明理由。")
    elif not instance.live and instance.live_revision_id:
        instance.live_revision = None


def _born_a_draft(page) -> None:
    """A new row was reviewed by nobody, even as a copy of something that was."""
    if page.alias_of_id:
        raise PublishPermissionError("网站不用别名页：别名会绕过审核。要在别处再列一次，请用专题或栏目。")
    if page.live:
        page.has_unpublished_changes = True
    page.live = False
    page.live_revision = page.first_published_at = page.last_published_at = None


def guard_delete(sender, instance, **kwargs) -> None:
    """An address that answers readers may not vanish without a note."""
    if is_public_kind(instance) and instance.live:
        raise Refused(f"《{instance.title}》在网上，不能删除。请先撤稿。")


def guard_delete_tree(page) -> None:
    """The same for everything below, before Wagtail writes into its log that all of it was deleted."""
    public = page.get_descendants(inclusive=True).live().first()
    if public:
        guard_delete(None, public)


@transaction.atomic
def after_publish(sender, instance, revision=None, **kwargs) -> None:
    """A page is live with a new content: lift its note, end older approvals, tell the publisher."""
    if not is_public_kind(instance) or not instance.live:
        return
    Withdrawal.objects.filter(document_id=f"page:{instance.pk}").delete()
    PublishAuthorisation.objects.filter(  # an older text does not come back past a correction
        revision__in=instance.revisions.filter(pk__lt=instance.live_revision_id).values("pk")
    ).delete()
    _record("publish", instance)


@transaction.atomic
def after_unpublish(sender, instance, **kwargs) -> None:
    if is_public_kind(instance):
        _record("expire" if instance.expired else "withdraw", instance)


def _record(verb: str, page) -> None:
    act = current_act()
    record_change(
        f"page:{page.pk}",
        verb,
        actor=act.user,
        reason=act.reason,
        urgent=act.urgent,
        release_set=act.release_set,
    )


def after_revision(sender, instance: Revision, created=False, raw=False, **kwargs) -> None:
    """A new text while the old one is under review: the review starts again with the first stage."""
    if raw or not created or instance.base_content_type.model_class() is not Page:
        return
    state = (
        WorkflowState.objects.filter(
            base_content_type_id=instance.base_content_type_id,
            object_id=instance.object_id,
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        .select_related("current_task_state")
        .first()
    )
    current = state and state.current_task_state
    if current and current.status == TaskState.STATUS_IN_PROGRESS and current.revision_id != instance.pk:
        Page.objects.filter(pk=instance.object_id).update(latest_revision=instance)
        current.specific.cancel(user=instance.user, resume=True, comment="稿件改动，从初审重新开始")


def is_read_already(revision) -> bool:
    """Whether somebody has been shown the revision for review: then it must not be overwritten in place."""
    return (
        revision.task_states.exists()
        or revision.review_decisions.exists()
        or hasattr(revision, "publish_authorisation")
    )
