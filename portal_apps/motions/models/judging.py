"""What the deputy thinks of a reply, and what follows from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from foundation.life.models import ProxyEntry

from .handling import Handling
from .items import Item

USER = settings.AUTH_USER_MODEL


class Redo(models.Model):
    """Once, and no second time: the database keeps it so."""

    handling = models.OneToOneField(Handling, on_delete=models.PROTECT, related_name="redo")
    demands = models.TextField("代表的理由和要求")
    asked_on = models.DateField("提出", default=localdate)

    class Meta:
        verbose_name = verbose_name_plural = "重新办理"
        default_permissions = ()


class Assessment(models.Model):
    """After the second dissatisfaction: units and experts assess, the unit acts on it (豫建议第二十二条)."""

    handling = models.OneToOneField(Handling, on_delete=models.PROTECT, related_name="assessment")
    held_on = models.DateField("评估日期")
    participants = models.TextField("参加的单位和专家")
    opinion = models.TextField("评估意见")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    disposal = models.TextField("承办单位按评估意见处理的情况", blank=True)
    disposed_at = models.DateTimeField("处理", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "评估"
        default_permissions = ()


class Grade(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    BASICALLY = "basically_satisfied", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class Evaluation(models.Model):
    """The lead sponsor's own word, on two axes. Written when it is given, so nobody sees it before.

    `item` is the one whose lead speaks: items that were merged speak for themselves. With `commitment` it is the
    second evaluation, of a promise.
    """

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="evaluations")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="evaluations")
    sponsor = models.ForeignKey("motions.Sponsor", on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField("第几次答复", default=1)
    commitment = models.ForeignKey(
        "motions.Commitment", on_delete=models.PROTECT, null=True, related_name="evaluations"
    )
    attitude = models.CharField("办理态度", max_length=20, choices=Grade)
    result = models.CharField("办理结果", max_length=20, choices=Grade)
    reasons = models.TextField("理由和具体要求", blank=True)
    entry = models.ForeignKey(
        ProxyEntry, verbose_name="代录依据", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField("评价", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "评价"
        ordering = ["handling", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["handling", "item", "round"],
                condition=Q(commitment=None),
                name="motions_evaluated_once",
            ),
            models.UniqueConstraint(
                fields=["commitment", "item"],
                condition=~Q(commitment=None),
                name="motions_promise_evaluated_once",
            ),
            models.CheckConstraint(
                condition=~(Q(attitude=Grade.DISSATISFIED) | Q(result=Grade.DISSATISFIED)) | ~Q(reasons=""),
                name="motions_dissatisfied_says_why",
            ),
        ]

    @property
    def dissatisfied(self) -> bool:
        return Grade.DISSATISFIED in (self.attitude, self.result)
