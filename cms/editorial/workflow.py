"""The one workflow of the site and how to find a page's place in it."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Page, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from .models import ReviewTask, Stage

WORKFLOW_NAME = "三审三校"


@transaction.atomic
def ensure_workflow() -> Workflow | None:
    """The three reviews, standing over the root, so that no page is outside. Safe to run again.

    Returns None while the page tree has no root yet (an emptied test database).
    """
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return None
    workflow = Workflow.objects.filter(name=WORKFLOW_NAME).first() or Workflow.objects.create(
        name=WORKFLOW_NAME
    )
    tasks = [ReviewTask.objects.get_or_create(stage=s.value, defaults={"name": s.label})[0] for s in Stage]
    for order, task in enumerate(tasks):
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=task.task_ptr, defaults={"sort_order": order}
        )
    WorkflowTask.objects.filter(workflow=workflow).exclude(task__in=[t.task_ptr for t in tasks]).delete()
    WorkflowPage.objects.exclude(page=root).delete()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    if not workflow.active:
        Workflow.objects.filter(pk=workflow.pk).update(active=True)
    return workflow


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: the task waiting, its stage and the revision it is about."""

    task_state: TaskState
    stage: Stage

    @property
    def revision(self):
        return self.task_state.revision


def lock_review(page) -> WorkflowState | None:
    """The active review of a page, locked until the transaction ends, read afresh."""
    return (
        WorkflowState.objects.active()
        .for_instance(page)
        .select_for_update(of=("self",))
        .select_related("current_task_state")
        .first()
    )


def place_of(page) -> Place | None:
    """Where the page waits for a decision, or None."""
    state = (
        WorkflowState.objects.for_instance(page)
        .filter(status=WorkflowState.STATUS_IN_PROGRESS)
        .select_related("current_task_state__revision", "current_task_state__task")
        .first()
    )
    if state is None or state.current_task_state is None:
        return None
    task = state.current_task_state.task.specific
    if not isinstance(task, ReviewTask):
        return None
    return Place(state.current_task_state, Stage(task.stage))
