"""What the figures count: one row for a filed item, and one for each unit of it. Worked out from the rows of the business,
never entered; thrown away and made again at any time (`statistics.facts`)."""

from django.db import models
from django.db.models import Q

from portal_apps.deputies.models import Body, Mandate, Session

from ..states import ItemState, Kind
from .filing import Category
from .handling import Handling
from .items import Item, Repeated
from .judging import Grade


class FactQuerySet(models.QuerySet):
    def items(self):
        """Of whole items: each counts once, however many units it has."""
        return self.filter(unit=None)

    def parts(self):
        """Of units that owe a reply: an item counts once for each of them."""
        return self.exclude(unit=None).exclude(role=Handling.Role.ASSIST)


class Fact(models.Model):
    """Without `unit` it speaks of the item as a whole: answered when every unit that owes a reply has replied, in time when
    all were, the worst of the grades. With one, of this unit's part."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="facts")
    unit = models.ForeignKey(
        Body, verbose_name="承办单位", on_delete=models.CASCADE, null=True, related_name="+"
    )
    role = models.CharField("办理方式", max_length=8, blank=True, choices=Handling.Role)
    year = models.PositiveSmallIntegerField("办理年度")
    kind = models.CharField("类型", max_length=12, choices=Kind)
    state = models.CharField("状态", max_length=24, choices=ItemState)
    session = models.ForeignKey(
        Session, verbose_name="会次", on_delete=models.CASCADE, null=True, related_name="+"
    )
    in_session = models.BooleanField("会议期间提出")
    delegation = models.ForeignKey(
        Body, verbose_name="代表团", on_delete=models.CASCADE, null=True, related_name="+"
    )
    lead = models.ForeignKey(
        Mandate, verbose_name="领衔代表", on_delete=models.CASCADE, null=True, related_name="+"
    )
    category = models.ForeignKey(
        Category, verbose_name="分类", on_delete=models.CASCADE, null=True, related_name="+"
    )
    numbered = models.BooleanField("已受理", default=False)
    assigned_on = models.DateField("交办", null=True)
    due_on = models.DateField("答复期限", null=True)
    answered_on = models.DateField("答复", null=True)
    in_time = models.BooleanField("按期", null=True)
    contacted = models.BooleanField("联系过代表", default=False)
    in_person = models.BooleanField("当面联系过", default=False)
    extended = models.BooleanField("延期", default=False)
    letter = models.CharField("办理结果", max_length=1, blank=True)
    attitude = models.CharField("办理态度", max_length=20, blank=True, choices=Grade)
    result = models.CharField("办理结果评价", max_length=20, blank=True, choices=Grade)
    redo = models.BooleanField("重新办理", default=False)
    assessed = models.BooleanField("组织评估", default=False)
    asked_back = models.BooleanField("申请退回", default=False)
    given_back = models.BooleanField("同意退回", default=False)
    promises = models.PositiveSmallIntegerField("承诺", default=0)
    kept = models.PositiveSmallIntegerField("已兑现", default=0)
    explained = models.PositiveSmallIntegerField("已说明", default=0)
    promise_due_on = models.DateField("最早未兑现承诺的期限", null=True)
    key = models.BooleanField("重点督办", default=False)
    urged = models.BooleanField("催办过", default=False)
    repeated = models.CharField("多年多次提出", max_length=8, blank=True, choices=Repeated)
    converted = models.BooleanField("由议案转来", default=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "统计底数"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["item", "unit"], name="motions_fact_of_unit"),
            models.UniqueConstraint(fields=["item"], condition=Q(unit=None), name="motions_fact_of_item"),
        ]
        indexes = [models.Index(fields=["year", "unit", "kind"], name="motions_fact_year")]


class FactMark(models.Model):
    """Up to which act of the history the facts are worked out."""

    event = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(null=True)  # when that was

    class Meta:
        verbose_name = verbose_name_plural = "统计进度"
        default_permissions = ()
