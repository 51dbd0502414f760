"""One stage of the three reviews as a Wagtail task, so that Wagtail's own states and reports stay true."""

from django.db import models
from django.utils import timezone
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState

from foundation.rights.may import may

from ..roles import STAGE_VERBS
from .decision import ReviewDecision, Stage


class ReviewLock(WorkflowLock):
    """A page under review is closed to everybody: what is read must be what is published."""

    def for_user(self, user) -> bool:
        return True

    def get_message(self, user) -> str:
        return f"这篇稿子正在{self.task.name}，不能修改。要修改，请作者先“收回”，或请审核人退回。"

    def get_locked_by(self, user, can_lock=False) -> str:
        return f"正在{self.task.name}"

    def get_description(self, user, can_lock=False) -> str:
        return "审核期间不能修改；收回或退回以后可以改，改后从初审重新送审。"


class ReviewTask(Task):
    """初审, 复审 or 终审. Decisions are taken by the verbs in `services`, whatever screen they come from."""

    stage = models.PositiveSmallIntegerField("审次", choices=Stage, unique=True)

    lock_class = ReviewLock

    class Meta:
        verbose_name = "三审任务"
        verbose_name_plural = "三审任务"

    def start(self, workflow_state, user=None):
        """Begin at the first stage the newest revision has not passed, in whatever order Wagtail asks."""
        revision = workflow_state.content_object.get_latest_revision()
        passed = set(ReviewDecision.objects.standing(revision).values_list("stage", flat=True))
        if self.stage in passed:
            return self._skip(workflow_state, revision)
        missing = next(stage for stage in Stage.values if stage not in passed)
        if missing != self.stage:
            return ReviewTask.objects.get(stage=missing).start(workflow_state, user=user)
        return super().start(workflow_state, user=user)

    def _skip(self, workflow_state, revision) -> TaskState:
        """This revision passed the stage before, in a review its author called back."""
        return TaskState.objects.create(
            workflow_state=workflow_state,
            revision=revision,
            task=self.task_ptr,
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )

    def user_can_access_editor(self, obj, user) -> bool:
        return may(user, STAGE_VERBS[self.stage])

    def locked_for_user(self, obj, user) -> bool:
        return True

    def get_actions(self, obj, user) -> list:
        """None of Wagtail's short cuts: decisions are taken on the review screen, beside what changed."""
        return []

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if may(user, STAGE_VERBS[self.stage]):
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()

    def on_action(self, task_state, user, action_name, comment="", **kwargs):
        """Wagtail's door to the same two verbs, so that it holds no key of its own."""
        from ..services import approve, send_back

        page = task_state.workflow_state.content_object.specific
        verb = {"approve": approve, "reject": send_back}[action_name]
        verb(page, user, comment=comment, task_state=task_state)

    @classmethod
    def get_description(cls) -> str:
        return "三审三校的一审：持有相应角色、没有写过这一稿、没有审过这一稿的人可以通过或退回。"
