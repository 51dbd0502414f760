"""The outbox, and the book of what came in."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal_apps.motions.models import Handling, Item

from .batches import Batch
from .peers import Peer


class OutgoingQuerySet(models.QuerySet):
    def unsettled(self):
        return self.filter(state__in=(Outgoing.State.WAITING, Outgoing.State.DEAD))

    def due(self):
        """Those that may go now: the next one of each item, the oldest first."""
        before = Outgoing.objects.unsettled().filter(
            peer=OuterRef("peer"), item=OuterRef("item"), sequence__lt=OuterRef("sequence")
        )
        waiting = self.filter(state=Outgoing.State.WAITING, next_at__lte=timezone.now())
        return waiting.exclude(Exists(before)).order_by("pk")


class Outgoing(models.Model):
    """Written in the transaction of the act it tells of; sent until the other side says that it has it."""

    class State(models.TextChoices):
        WAITING = "waiting", "待发送"
        ACCEPTED = "accepted", "对方已收"
        REFUSED = "refused", "对方没有接受"
        DEAD = "dead", "要人工处理"

    uid = models.UUIDField("消息号", default=uuid.uuid4, unique=True)
    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="outgoing")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField("本件第几条")
    kind = models.CharField("种类", max_length=24)
    payload = models.JSONField("内容")
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField("报错几次", default=0)
    next_at = models.DateTimeField("下次发送", default=timezone.now)
    created_at = models.DateTimeField("产生", auto_now_add=True)
    sent_at = models.DateTimeField("最近发送", null=True)
    settled_at = models.DateTimeField("对方答复", null=True)
    answer = models.JSONField("回执", null=True)
    reason = models.CharField("原因", max_length=500, blank=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="messages")

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发出的对接消息"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["peer", "item", "sequence"], name="exchange_out_in_order")
        ]
        indexes = [models.Index(fields=["peer", "state", "next_at"])]

    @property
    def name(self) -> str:
        from ..schemas import OUTWARD

        return OUTWARD[self.kind].name


class Incoming(models.Model):
    """One message of theirs and the one answer to it. The same message again gets the same answer."""

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="incoming")
    uid = models.UUIDField("消息号")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, null=True, related_name="+")
    sequence = models.PositiveIntegerField("本件第几条")
    kind = models.CharField("种类", max_length=24)
    payload = models.JSONField("内容")
    digest = models.CharField(max_length=64)
    key_id = models.CharField("签名密钥", max_length=16)
    accepted = models.BooleanField("办了")
    answer = models.JSONField("回执")
    received_at = models.DateTimeField("收到", auto_now_add=True)
    repeats = models.PositiveIntegerField("又收到几次", default=0)
    answered_in = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="answers")

    class Meta:
        verbose_name = verbose_name_plural = "收到的对接消息"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["peer", "uid"], name="exchange_in_once"),
            models.UniqueConstraint(fields=["peer", "item", "sequence"], name="exchange_in_in_order"),
        ]

    @property
    def name(self) -> str:
        from ..schemas import INWARD

        return INWARD[self.kind].name
