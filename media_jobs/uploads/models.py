"""Whose upload is what, and what became of it. Its bytes are the spool's."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class State(models.TextChoices):
    OPEN = "open", "没有传完"
    COMPLETE = "complete", "正在检查"
    DONE = "done", "已收下"
    REFUSED = "refused", "没有收下"
    DROPPED = "dropped", "已取消"
    EXPIRED = "expired", "过期清理"


#: The bytes came whole; the last answer may have been lost, so a client may still ask how far it is.
WHOLE = (State.COMPLETE, State.DONE, State.REFUSED)


class UploadQuerySet(models.QuerySet["Upload"]):
    def unfinished(self):
        return self.filter(state=State.OPEN)

    def living(self):
        """Those that take room in the spool."""
        return self.filter(state__in=[State.OPEN, State.COMPLETE])


class Upload(models.Model):
    """`nonce` is made by the client for one file: a creation whose answer was lost is repeated with the same one.

    `result` is what the purpose told of the file it took, `told` the sentence where it refused.
    """

    key = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁上传", on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField("用途", max_length=64)
    name = models.CharField("文件名", max_length=150)
    size = models.PositiveBigIntegerField("字节数")
    details = models.JSONField("随文件说的", default=dict)
    digest = models.CharField("SHA-256", max_length=64, blank=True)
    nonce = models.CharField("客户端编号", max_length=64, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    result = models.JSONField("结果", null=True)
    told = models.CharField("原因", max_length=500, blank=True)
    begun_at = models.DateTimeField("开始", default=timezone.now)
    ended_at = models.DateTimeField("结束", null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "上传"
        verbose_name_plural = "上传"
        ordering = ["-begun_at"]
        default_permissions = ()
        indexes = [models.Index(fields=["owner", "-begun_at"], name="upload_of_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "nonce"], condition=~models.Q(nonce=""), name="one_upload_per_nonce"
            )
        ]

    def __str__(self) -> str:
        return self.name
