"""The change log, and the releases made from it."""

from django.conf import settings
from django.db import models


class Change(models.Model):
    """Something public may have changed. Appended in the transaction that changes it; `id` is the order."""

    document_id = models.CharField("文档", max_length=100, db_index=True)
    verb = models.CharField("动作", max_length=32)
    reason = models.CharField("理由", max_length=500, blank=True)
    urgent = models.BooleanField("紧急", default=False)
    release_set = models.CharField("发布集", max_length=64, blank=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="操作人",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField("时间", auto_now_add=True)
    release = models.ForeignKey(
        "Release", verbose_name="上线版本", null=True, on_delete=models.SET_NULL, related_name="changes"
    )

    class Meta:
        verbose_name = "变更"
        verbose_name_plural = "变更日志"
        ordering = ["id"]


class Release(models.Model):
    """A release that was activated: what went in, how long it took, what could not be rendered."""

    name = models.CharField("版本", max_length=64, unique=True)
    sequence = models.BigIntegerField("变更到", default=0)
    documents = models.PositiveIntegerField("文档数", default=0)
    pages = models.PositiveIntegerField("页数", default=0)
    written = models.PositiveIntegerField("写入文件", default=0)
    removed = models.PositiveIntegerField("移除文件", default=0)
    seconds = models.FloatField("用时", default=0)
    cpu_seconds = models.FloatField("CPU 秒", default=0)
    problems = models.JSONField("问题", default=list)
    activated_at = models.DateTimeField("上线时间", auto_now_add=True)

    class Meta:
        verbose_name = "发布记录"
        verbose_name_plural = "发布记录"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
