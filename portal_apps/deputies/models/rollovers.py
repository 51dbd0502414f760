"""A change of term on its way: rehearsed, proposed by one person, approved by another, done once."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.timezone import localdate

from foundation.jobs.models import Job

from .congress import Term


class RolloverState(models.TextChoices):
    """See `STEPS`."""

    REHEARSING = "rehearsing", "预演中"
    REHEARSED = "rehearsed", "已预演"
    PROPOSED = "proposed", "等另一人批准"
    APPROVED = "approved", "已批准，等换届"
    DONE = "done", "已换届"
    FAILED = "failed", "没有做成"
    DROPPED = "dropped", "已放弃"


State = RolloverState
#: verb → (from which states, to which). The jobs make the steps named in brackets.
STEPS: dict[str, tuple[tuple[RolloverState, ...], RolloverState]] = {
    "[rehearsed]": ((State.REHEARSING,), State.REHEARSED),
    "[failed]": ((State.REHEARSING, State.APPROVED), State.FAILED),
    "again": ((State.REHEARSED, State.FAILED), State.REHEARSING),
    "propose": ((State.REHEARSED,), State.PROPOSED),
    "refuse": ((State.PROPOSED,), State.REHEARSED),
    "approve": ((State.PROPOSED,), State.APPROVED),
    "drop": ((State.REHEARSING, State.REHEARSED, State.PROPOSED, State.APPROVED, State.FAILED), State.DROPPED),
    "[done]": ((State.APPROVED,), State.DONE),
}  # fmt: skip
AT_WORK = (State.REHEARSING, State.APPROVED)


def _person(name: str):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=name, null=True, related_name="+"
    )


class Rollover(models.Model):
    """`rehearsal` and `report` are `rollover.engine.Report` as JSON. `former` can be open or done once only."""

    former = models.ForeignKey(Term, models.PROTECT, verbose_name="上一届", related_name="rollovers")
    since = models.DateField("新一届首次会议举行的日子")
    ground = models.CharField("依据", max_length=300, help_text="换届选举结果、首次会议的文号")
    state = models.CharField("状态", max_length=12, choices=State, default=State.REHEARSING)
    rehearsal = models.JSONField("预演结果", default=dict)
    rehearsed_at = models.DateTimeField("预演时间", null=True)
    report = models.JSONField("换届结果", default=dict)
    message = models.CharField("说明", max_length=300, blank=True)
    by = _person("预演")
    at = models.DateTimeField("建立时间", auto_now_add=True)
    proposed_by = _person("提出")
    proposed_at = models.DateTimeField("提出时间", null=True)
    decided_by = _person("批准")
    decided_at = models.DateTimeField("批准时间", null=True)
    done_at = models.DateTimeField("换届时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "换届"
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["former"], condition=~models.Q(state=State.DROPPED), name="deputies_one_rollover"
            )
        ]

    def __str__(self) -> str:
        return f"{self.former}换届"

    @property
    def job(self) -> Job | None:
        """The newest job that works on it."""
        jobs = Job.objects.filter(kind__in=("deputies.rehearse", "deputies.roll_over"), key=str(self.pk))
        return jobs.order_by("-pk").first()

    @property
    def due(self) -> bool:
        """The day has come: before it nobody loses a right."""
        return self.since <= localdate()

    def days_old(self, today: date | None = None) -> int:
        """Since the rehearsal."""
        return ((today or localdate()) - localdate(self.rehearsed_at)).days if self.rehearsed_at else 10**6
