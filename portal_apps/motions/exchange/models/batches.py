"""Numbered packages for networks that do not meet, and what comparing both sides found."""

from django.conf import settings
from django.db import models

from foundation.storage.private import private_storage

from .peers import Peer


class Batch(models.Model):
    """One signed, sealed and numbered file. Numbers run from 1 in each direction, and each names the hash of the one before."""

    class State(models.TextChoices):
        MAKING = "making", "正在生成"
        READY = "ready", "等对方收"
        RECEIVED = "received", "对方已收"
        READING = "reading", "正在导入"
        DONE = "done", "已导入"
        REFUSED = "refused", "没有导入"

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="batches")
    outward = models.BooleanField("发出的")
    number = models.PositiveIntegerField("第几包", null=True)
    state = models.CharField("状态", max_length=10, choices=State)
    digest = models.CharField("SHA-256", max_length=64, blank=True)
    file = models.FileField(storage=private_storage, upload_to="exchange/batches", blank=True)
    size = models.PositiveBigIntegerField("字节", default=0)
    messages_count = models.PositiveIntegerField("消息", default=0)
    answers_count = models.PositiveIntegerField("回执", default=0)
    note = models.CharField("说明", max_length=500, blank=True)
    faults = models.JSONField(
        "没有收下的消息", default=list, help_text="下一包里告诉对方：[{of, code, reason, expected}]"
    )
    faults_told = models.BooleanField("告诉了对方", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "对接数据包"
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["peer", "outward", "number"], name="exchange_batch_once")
        ]

    @property
    def file_name(self) -> str:
        return f"{self.peer.our_code}-{self.peer.code}-{self.number:06d}.spcx"


class Reconciliation(models.Model):
    """One comparison of the open items of both sides. `differences`: [{"item", "handling", "what", "ours", "theirs"}]."""

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="reconciliations")
    at = models.DateTimeField("核对时间", auto_now_add=True)
    ours = models.PositiveIntegerField("我方在办", default=0)
    theirs = models.PositiveIntegerField("对方在办", default=0)
    on_the_way = models.PositiveIntegerField("在途，没有比", default=0)
    differences = models.JSONField("不一致", default=list)
    problem = models.CharField("没有核对成", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "核对"
        ordering = ["-pk"]
        default_permissions = ()
