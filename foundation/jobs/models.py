"""The ledger row is the truth about a job; the broker only carries its id."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from . import beside
from .querysets import JobQuerySet


class JobState(models.TextChoices):
    QUEUED = "queued", "排队"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"
    MERGED = "merged", "已并入后一任务"


class Outcome(models.TextChoices):
    """How one attempt ended."""

    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "出错"
    LOST = "lost", "执行进程消失"
    INTERRUPTED = "interrupted", "随进程停止"
    CANCELLED = "cancelled", "被取消"


def _person(verbose_name: str):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=verbose_name,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


class Job(models.Model):
    """One piece of work, written in the transaction that needs it."""

    kind = models.CharField("种类", max_length=64)
    key = models.CharField("幂等键", max_length=200, blank=True)
    queue = models.CharField("队列", max_length=32, default="default")
    serial = models.BooleanField("队列逐个执行", default=False, editable=False)
    payload = models.JSONField("参数", default=dict)
    state = models.CharField("状态", max_length=16, choices=JobState, default=JobState.QUEUED)
    priority = models.SmallIntegerField("优先级", default=0)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    run_after = models.DateTimeField("不早于", default=timezone.now)
    sent_at = models.DateTimeField("送出时间", default=timezone.now)
    queued_because = models.CharField("排队原因", max_length=300, blank=True)
    queued_by = _person("要求排队的人")
    lease_until = models.DateTimeField("租约到", null=True)
    lease_token = models.UUIDField("租约", null=True)
    holder = models.CharField("执行进程", max_length=200, blank=True)
    percent = models.FloatField("进度", default=0)
    message = models.CharField("进展", max_length=200, blank=True)
    error = models.TextField("错误", blank=True)
    result = models.JSONField("结果", null=True)
    cancel_requested = models.BooleanField("请求取消", default=False)
    created_by = _person("发起人")
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "任务"
        verbose_name_plural = "任务"
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "queue", "run_after"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(state="queued") & ~models.Q(key=""),
                name="one_queued_job_per_key",
            ),
            models.UniqueConstraint(  # the database itself refuses a second run in a serial queue
                fields=["queue"],
                condition=models.Q(state="running", serial=True),
                name="one_running_job_per_serial_queue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} #{self.pk}"

    @classmethod
    def from_db(cls, db, field_names, values, **more):
        """A running job knows its progress also while its own transaction locks the database (`beside`)."""
        job = super().from_db(db, field_names, values, **more)
        known = job.__dict__
        if known.get("state") == JobState.RUNNING and beside.needed() and "lease_token" in known:
            for name, value in beside.read(known["id"], known["lease_token"]).items():
                if name in known:
                    setattr(job, name, value)
        return job

    @property
    def label(self) -> str:
        """What staff read for the kind of this job."""
        from .registry import label_of

        return label_of(self.kind)

    @property
    def seconds(self) -> float | None:
        """How long the last run took, or takes so far."""
        if not self.started_at:
            return None
        return ((self.finished_at or timezone.now()) - self.started_at).total_seconds()

    @property
    def seconds_left(self) -> float | None:
        """A guess from the progress so far; None before there is enough of it."""
        if self.state != JobState.RUNNING or self.percent < 3 or not self.seconds:
            return None
        return self.seconds * (100 - self.percent) / self.percent

    @property
    def is_over(self) -> bool:
        return self.state not in (JobState.QUEUED, JobState.RUNNING)


class JobAttempt(models.Model):
    """One run of a job: who or what asked for it, where it ran, how it ended. Appended, then closed once."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="history")
    number = models.PositiveSmallIntegerField("第几次")
    token = models.UUIDField("租约", unique=True)
    why = models.CharField("原因", max_length=300, blank=True)
    by = _person("要求的人")
    holder = models.CharField("执行进程", max_length=200, blank=True)
    started_at = models.DateTimeField("开始时间", default=timezone.now)
    finished_at = models.DateTimeField("结束时间", null=True)
    outcome = models.CharField("结果", max_length=16, choices=Outcome, default=Outcome.RUNNING)
    error = models.TextField("错误", blank=True)
    traceback = models.TextField("调用栈", blank=True)

    class Meta:
        verbose_name = "执行记录"
        verbose_name_plural = "执行记录"
        ordering = ["job_id", "number"]

    @property
    def seconds(self) -> float | None:
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None


class Periodic(models.Model):
    """When periodic work is due next. Claimed by moving `due_at`, so one process of many does it."""

    name = models.CharField("名称", max_length=64, unique=True)
    due_at = models.DateTimeField("下次时间")
    last_started = models.DateTimeField("上次开始", null=True)
    last_finished = models.DateTimeField("上次完成", null=True)
    last_error = models.TextField("上次错误", blank=True)

    class Meta:
        verbose_name = "定时工作"
        verbose_name_plural = "定时工作"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
