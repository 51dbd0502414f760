"""A clock on any object, and the events that made it what it is."""

from datetime import date

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from foundation.rulebook.models import RuleVersion

from ..engine import Direction, Method, Pause, Roll, Unit
from ..querysets import ClockQuerySet


def method_of(version: RuleVersion) -> Method:
    """How to count by this version; only for rules that are counted."""
    return Method(
        int(version.typed),
        Unit(version.unit),
        Direction(version.direction),
        version.start_counts,
        Roll(version.roll),
    )


class Standing(models.Model):
    """Where a clock stands after an event. Nothing but this and the day is needed to say what lamp it shows."""

    class State(models.TextChoices):
        RUNNING = "running", "计时中"
        PAUSED = "paused", "已暂停"
        STOPPED = "stopped", "已停止"

    state = models.CharField("状态", max_length=8, choices=State)
    term = models.PositiveSmallIntegerField(
        "第几期", default=1, help_text="重新起算或延期后是新的一期，重新提醒"
    )
    started_on = models.DateField("起算日")
    anchor_on = models.DateField("那一天", null=True, help_text="在某日之前若干天的期限：某日")
    rule = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="+", verbose_name="规则")
    due_on = models.DateField("截止日")
    amber_on = models.DateField("黄灯日")
    extended_to = models.DateField("批准延到", null=True)
    extended_on = models.DateField("延期批准日", null=True)
    paused_on = models.DateField("暂停日", null=True)
    pauses = models.JSONField("暂停过的时段", default=list)
    stopped_on = models.DateField("停止日", null=True)
    # from what the days were computed: the notice up to which the calendar was known, the switches, the day before
    # rolling, and the year that was missing when the last day could not be rolled yet
    basis = models.JSONField("计算依据", default=dict)

    class Meta:
        abstract = True

    @property
    def method(self) -> Method:
        return method_of(self.rule)

    @property
    def counted_from(self) -> date:
        return self.anchor_on or self.started_on

    @property
    def past_pauses(self) -> list[Pause]:
        return [Pause(date.fromisoformat(since), date.fromisoformat(until)) for since, until in self.pauses]

    @property
    def missing_year(self) -> int | None:
        """The year whose notice will settle the last day; None when it is settled."""
        return self.basis.get("missing")


STANDING = [field.name for field in Standing._meta.local_fields]


class Clock(Standing):
    """One deadline of one object. Changed by the verbs in `services` only; equals its newest event."""

    kind = models.CharField("种类", max_length=60)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    target = GenericForeignKey("content_type", "object_id")
    title = models.CharField("事项", max_length=200)
    first_started_on = models.DateField("最初起算日", help_text="重新起算以后仍保留，统计用")
    events_count = models.PositiveIntegerField(default=0)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = "期限"
        verbose_name_plural = "期限"
        ordering = ["due_on", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "content_type", "object_id"],
                condition=~models.Q(state="stopped"),
                name="one_open_clock_a_kind",
            )
        ]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="clock_target"),
            models.Index(fields=["due_on"], name="clock_running_due", condition=models.Q(state="running")),
            models.Index(
                fields=["amber_on"], name="clock_running_amber", condition=models.Q(state="running")
            ),
            models.Index(fields=["state", "due_on"], name="clock_state_due"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def pending_extension(self) -> "ExtensionRequest | None":
        return self.extensions.filter(granted=None).first()


class ClockEvent(Standing):
    """One verb, and where the clock stood after it. Never changed, never deleted."""

    class Verb(models.TextChoices):
        STARTED = "started", "开始计时"
        PAUSED = "paused", "暂停"
        RESUMED = "resumed", "恢复"
        ASKED = "asked", "申请延期"
        EXTENDED = "extended", "批准延期"
        REFUSED = "refused", "不同意延期"
        RESTARTED = "restarted", "重新起算"
        STOPPED = "stopped", "停止计时"
        OVERRIDDEN = "overridden", "逾期后准予办理"
        RECOUNTED = "recounted", "按新的工作日历重算"

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField("次序")
    verb = models.CharField("动作", max_length=12, choices=Verb)
    on = models.DateField("哪一天起作用")
    at = models.DateTimeField("记下的时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁"
    )
    reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "期限记录"
        verbose_name_plural = "期限记录"
        ordering = ["clock", "sequence"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["clock", "sequence"], name="clock_event_order")]


class ExtensionRequest(models.Model):
    """Somebody asked for more time; somebody else decides."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="extensions")
    rule = models.ForeignKey(RuleVersion, null=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateField("申请延到", null=True, help_text="空：到规则允许的最后一天")
    reason = models.CharField("理由", max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    granted = models.BooleanField("同意", null=True)
    ground = models.CharField("审批意见", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "延期申请"
        verbose_name_plural = "延期申请"
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["clock"], condition=models.Q(granted=None), name="one_pending_extension"
            )
        ]


class ClockWarning(models.Model):
    """Who was told of which lamp. The row is written in the transaction that hands the notice over."""

    class Step(models.TextChoices):
        AMBER = "amber", "快到期"
        RED = "red", "已逾期"

    class Level(models.TextChoices):
        RESPONSIBLE = "responsible", "责任人"
        SUPERIOR = "superior", "上级"
        ADMINISTRATOR = "administrator", "管理员（抄送）"

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="warnings")
    term = models.PositiveSmallIntegerField()
    step = models.CharField("灯", max_length=8, choices=Step)
    level = models.CharField("通知谁", max_length=16, choices=Level)
    people = models.JSONField("通知了哪些人", default=list, help_text="账号编号；空表示这一级没有人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "期限提醒"
        verbose_name_plural = "期限提醒"
        ordering = ["-id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["clock", "term", "step", "level"], name="warned_once")]
