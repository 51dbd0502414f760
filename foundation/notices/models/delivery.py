"""The outbox: one row per copy that leaves the house, one row per request that was made for it."""

import re
import uuid

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..carriers import LABELS
from ..carriers.contract import Result
from ..permissions import sees_board
from ..registry import KINDS
from ..states import STEPS, TROUBLE, WAITING, State
from .notice import Notice

DIGEST = "messages.digest"  # the template of a copy that gathers several messages


def new_reference() -> str:
    """32 characters that travel with the message and come back in receipts."""
    return uuid.uuid4().hex


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, carrier: str = "") -> "DeliveryQuerySet":
        """What the clock has to look at now, urgent and old first."""
        found = self.filter(state__in=WAITING, due_at__lte=timezone.now()).order_by("-urgent", "due_at", "id")
        return found.filter(carrier=carrier) if carrier else found

    def move(self, verb: str, **fields) -> int:
        """Take a step of the table with those rows that stand where it starts; how many did."""
        step = STEPS[verb]
        return self.filter(state__in=step.sources).update(state=step.target, **fields)

    def seen_by(self, user) -> "DeliveryQuerySet":
        """All for those who look after them, else what a person caused."""
        return self if sees_board(user) else self.filter(by_id=user.pk or 0)

    def matching(
        self, *, state="", carrier="", kind="", text="", since=None, until=None
    ) -> "DeliveryQuerySet":
        """What staff asked for; empty conditions do not count. `trouble` is all that needs a person."""
        found = self.filter(state__in=TROUBLE if state == "trouble" else [state]) if state else self
        for condition, value in {
            "carrier": carrier,
            "kind": kind,
            "created_at__gte": since,
            "created_at__lt": until,
        }.items():
            found = found.filter(**{condition: value}) if value else found
        if re.fullmatch(r"[0-9a-f]{32}", text):
            return found.filter(reference=text)
        if text:
            people = get_user_model().objects.filter(Q(display_name__icontains=text) | Q(username=text))
            found = found.filter(person__in=people.values("pk"))
        return found


class Delivery(models.Model):
    """Written in the transaction of the message. Holds no text and no address: both are read when it goes out."""

    notice = models.ForeignKey(
        Notice, verbose_name="消息", null=True, on_delete=models.CASCADE, related_name="deliveries"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="收件人", on_delete=models.CASCADE, related_name="+"
    )
    carrier = models.CharField("通道", max_length=16)
    template = models.CharField("模板", max_length=64)
    kind = models.CharField("种类", max_length=32)
    urgent = models.BooleanField("紧急", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="发起人",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField("状态", max_length=16, choices=State, default=State.READY)
    due_at = models.DateTimeField("下一步不早于", null=True, default=timezone.now)
    reason = models.CharField("说明", max_length=200, blank=True)
    code = models.CharField("网关代码", max_length=64, blank=True)
    address = models.CharField("号码", max_length=100, blank=True)  # masked, never whole
    address_digest = models.CharField("号码摘要", max_length=64, blank=True)
    reference = models.CharField("参考号", max_length=32, unique=True, default=new_reference)
    remote_id = models.CharField("网关编号", max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField("发送次数", default=0)
    lookups = models.PositiveSmallIntegerField("核对次数", default=0)
    absences = models.PositiveSmallIntegerField("查无次数", default=0)
    token = models.UUIDField("执行", null=True)
    holder = models.CharField("执行进程", max_length=200, blank=True)
    gathered_in = models.ForeignKey(
        "self", verbose_name="汇总", null=True, on_delete=models.SET_NULL, related_name="gathered"
    )
    created_at = models.DateTimeField("时间", default=timezone.now)
    sent_at = models.DateTimeField("发出", null=True)
    settled_at = models.DateTimeField("了结", null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "外发"
        verbose_name_plural = "外发"
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["notice", "carrier"], name="one_copy_per_message_and_carrier")
        ]
        indexes = [
            # what is settled has no `due_at`: the index holds only what the clock may have to look at
            models.Index(
                fields=["carrier", "-urgent", "due_at", "id"],
                condition=Q(due_at__isnull=False),
                name="messaging_due",
            ),
            models.Index(fields=["state", "-id"]),
            models.Index(fields=["carrier", "-id"]),
            models.Index(fields=["by", "-id"]),
            models.Index(fields=["person", "-id"]),
            models.Index(fields=["created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.carrier_label} #{self.pk}"

    @property
    def carrier_label(self) -> str:
        return LABELS.get(self.carrier, self.carrier)

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind].label if self.kind in KINDS else self.kind


class AttemptKind(models.TextChoices):
    SEND = "send", "发送"
    ASK = "ask", "核对"
    RECEIPT = "receipt", "收到回执"


class Attempt(models.Model):
    """One request to a gateway. Written and committed before its first byte, closed once."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="history")
    kind = models.CharField("做什么", max_length=8, choices=AttemptKind, default=AttemptKind.SEND)
    number = models.PositiveSmallIntegerField("第几次")
    started_at = models.DateTimeField("开始", default=timezone.now)
    finished_at = models.DateTimeField("结束", null=True)
    result = models.CharField("结果", max_length=16, blank=True)
    code = models.CharField("网关代码", max_length=64, blank=True)
    reason = models.CharField("说明", max_length=200, blank=True)
    token = models.UUIDField("执行", unique=True, default=uuid.uuid4)

    class Meta:
        verbose_name = "请求"
        verbose_name_plural = "请求"
        ordering = ["id"]
        default_permissions = ()

    @property
    def result_label(self) -> str:
        return RESULTS.get(self.result, "没有结束：进程消失")


RESULTS = {
    Result.ACCEPTED.value: "网关收下",
    Result.DELIVERED.value: "已送达",
    Result.REFUSED.value: "被拒",
    Result.LATER.value: "没有发出",
    Result.UNKNOWN.value: "不明",
    Result.ABSENT.value: "网关没有",
}
