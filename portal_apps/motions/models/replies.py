"""The reply of a unit, whom it reached, and what it promises."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from foundation.storage.private import private_storage

from ..states import PromiseState
from .filing import ResultClass, Situation
from .handling import Handling
from .items import Publicity
from .sponsors import Sponsor
from .stateful import Stateful

USER = settings.AUTH_USER_MODEL


class Reply(models.Model):
    """One version of the letter of one round. `body` is a list of {"heading": "", "text": ""}: the reply goes point by
    point through what the deputy asked."""

    class State(models.TextChoices):
        DRAFT = "draft", "拟稿"
        SIGNED = "signed", "已签发"
        DELIVERED = "delivered", "已答复"
        REPLACED = "replaced", "退回重拟"

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="replies")
    round = models.PositiveSmallIntegerField("第几次答复", default=1)
    number = models.PositiveSmallIntegerField("第几稿", default=1)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField("标题", max_length=200)
    document_number = models.CharField("发文字号", max_length=60, blank=True)
    body = models.JSONField("正文", default=list)
    assist_note = models.TextField("协办单位意见的说明", blank=True)
    situation = models.CharField("情形", max_length=12, choices=Situation)
    result_class = models.CharField("办理结果", max_length=1, editable=False)
    contact_unit = models.CharField("联系单位", max_length=100, blank=True)
    contact_person = models.CharField("联系人", max_length=50, blank=True)
    contact_phone = models.CharField("联系电话", max_length=30, blank=True)
    copies = models.CharField("抄送", max_length=300, blank=True)
    publicity = models.CharField("建议公开方式", max_length=8, choices=Publicity, default=Publicity.FULL)
    publicity_reason = models.CharField("不公开、只公开摘要的理由", max_length=300, blank=True)
    public_summary = models.TextField("公开摘要", blank=True)
    approved_publicity = models.CharField("审定公开方式", max_length=8, choices=Publicity, blank=True)
    publicity_by = models.ForeignKey(
        USER, verbose_name="公开审批", on_delete=models.PROTECT, null=True, related_name="+"
    )
    publicity_note = models.CharField("公开审批意见", max_length=300, blank=True)
    dismissed = models.JSONField("不是承诺的句子", default=list, editable=False)
    written_by = models.ForeignKey(USER, verbose_name="拟稿", on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(
        USER, verbose_name="签发", on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_on = models.DateField("签发日期", null=True)
    delivered_at = models.DateTimeField("答复时间", null=True)
    published_at = models.DateTimeField("公开时间", null=True)
    scan = models.FileField("盖章的答复件", max_length=200, blank=True, storage=private_storage)

    class Meta:
        verbose_name = verbose_name_plural = "答复"
        ordering = ["handling", "round", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["handling", "round", "number"], name="motions_reply_once"),
            models.UniqueConstraint(
                fields=["handling", "round"],
                condition=Q(state="delivered"),
                name="motions_one_reply_a_round",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def text(self) -> str:
        return "\n".join(
            filter(None, (line for part in self.body for line in (part.get("heading"), part.get("text"))))
        )

    def classify(self) -> None:
        """The letter follows from the situation."""
        self.result_class = ResultClass.objects.get(situation=self.situation).letter


class Delivery(models.Model):
    """The reply for one sponsor: Henan wants each of them answered (豫建议第二十一条)."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="deliveries")
    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, related_name="deliveries")
    at = models.DateTimeField("送达", auto_now_add=True)
    read_at = models.DateTimeField("已阅", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "答复送达"
        ordering = ["reply", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["reply", "sponsor"], name="motions_delivered_once")]


class CommitmentQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=PromiseState.OPEN)

    def standing(self):
        """Those of replies that were delivered."""
        return self.filter(reply__state=Reply.State.DELIVERED)


class Commitment(Stateful):
    """An entry of the ledger of promises (承诺事项台账): what, by when, who."""

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="commitments")
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="commitments")
    state = models.CharField("状态", max_length=10, choices=PromiseState, default=PromiseState.OPEN)
    promise = models.CharField("承诺什么", max_length=300)
    due_on = models.DateField("何时兑现")
    responsible = models.CharField("谁负责", max_length=100)
    sentence = models.TextField("答复中的原句", blank=True)
    outcome = models.TextField("落实情况、未兑现的说明", blank=True)
    settled_at = models.DateTimeField("办结", null=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承诺事项"
        ordering = ["due_on", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.promise

    @property
    def days_late(self) -> int:
        """Since its last day; nought before."""
        return max(0, (localdate() - self.due_on).days)
