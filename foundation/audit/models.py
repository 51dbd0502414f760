"""One row per state-changing act, chained by hash; rows are never updated or deleted."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class AuditRecord(models.Model):
    """Who did what to which object with which result. Holds digests, never the content itself."""

    at = models.DateTimeField("时间", db_default=Now(), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="操作人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField("操作人姓名", max_length=50, blank=True)
    verb = models.CharField("动作", max_length=64, db_index=True)
    object_key = models.CharField("对象", max_length=100, db_index=True, blank=True)
    result = models.CharField("结果", max_length=16, default="ok")
    detail = models.JSONField("说明", default=dict)
    previous_hash = models.CharField("前一条的散列", max_length=64)
    hash = models.CharField("散列", max_length=64, unique=True)

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["id"]
