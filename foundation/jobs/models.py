"""The ledger row is the truth about a job; the broker only carries its id."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class JobState(models.TextChoices):
    QUEUED = "queued", "排队"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


class Job(models.Model):
    """One piece of work, written in the transaction that needs it."""

    kind = models.CharField("种类", max_length=64)
    key = models.CharField("幂等键", max_length=200, blank=True)
    queue = models.CharField("队列", max_length=32, default="default")
    payload = models.JSONField("参数", default=dict)
    state = models.CharField("状态", max_length=16, choices=JobState, default=JobState.QUEUED)
    priority = models.SmallIntegerField("优先级", default=0)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    run_after = models.DateTimeField("不早于", default=timezone.now)
    lease_until = models.DateTimeField("租约到", null=True)
    lease_token = models.UUIDField("租约", null=True)
    percent = models.FloatField("进度", default=0)
    message = models.CharField("进展", max_length=200, blank=True)
    error = models.TextField("错误", blank=True)
    result = models.JSONField("结果", null=True)
    cancel_requested = models.BooleanField("请求取消", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="发起人",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)

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
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
