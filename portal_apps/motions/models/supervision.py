"""What leaders and staff do beside the handling: key supervision, urging, instructions, merging, converting."""

import uuid

from django.conf import settings
from django.db import models

from portal_apps.deputies.models import Body

from .handling import Handling
from .items import Item

USER = settings.AUTH_USER_MODEL


class KeySupervision(models.Model):
    """重点督办: proposed by the commission, decided by the 主任会议 (豫建议第十五、二十五条)."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="key")
    reason = models.TextField("为什么重点督办")
    consulted = models.CharField("征求了谁的意见", max_length=300, blank=True)
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("提出", auto_now_add=True)
    chosen = models.BooleanField("确定", null=True)
    decision = models.CharField("主任会议决定和文号", max_length=300, blank=True)
    decided_on = models.DateField("决定日期", null=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    supervisor = models.ForeignKey(
        Body, verbose_name="督办机构", on_delete=models.PROTECT, null=True, related_name="+"
    )
    leader = models.CharField("牵头领导", max_length=50, blank=True)
    report = models.TextField("督办报告", blank=True)
    reported_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField("报告", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "重点督办"
        default_permissions = ()


class Urging(models.Model):
    """催办; those of one batch share its mark."""

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="urgings")
    text = models.CharField("催办内容", max_length=300)
    batch = models.UUIDField("批次", default=uuid.uuid4)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "催办"
        ordering = ["-at", "-pk"]
        default_permissions = ()


class Instruction(models.Model):
    """批示."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="instructions")
    text = models.TextField("批示")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "批示"
        ordering = ["-at", "-pk"]
        default_permissions = ()


class Merge(models.Model):
    """并案: handled with another one, answered by itself (豫建议第二十一条); it keeps its number."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="merge")
    into = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="merges")
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "并案"
        default_permissions = ()


class MotionCourse(models.Model):
    """What only a motion has: committee, the Presidium's outcome, what was done after the session."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="course")
    committee = models.ForeignKey(
        Body, verbose_name="审议的委员会", on_delete=models.PROTECT, null=True, related_name="+"
    )
    opinion = models.TextField("委员会意见", blank=True)
    opined_at = models.DateTimeField("提出意见", null=True)
    decision = models.CharField("主席团决定和文号", max_length=300, blank=True)
    decided_on = models.DateField("决定日期", null=True)
    organ = models.ForeignKey(
        Body, verbose_name="会后由谁办", on_delete=models.PROTECT, null=True, related_name="+"
    )
    report = models.TextField("办理结果的报告", blank=True)
    reported_at = models.DateTimeField("报告", null=True)
    passed = models.BooleanField("表决通过", null=True)
    vote = models.CharField("表决结果", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "议案处理"
        default_permissions = ()


class Conversion(models.Model):
    """A motion that the Presidium turned into a suggestion (渝建议第十一条): both stay, with their trace."""

    motion = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="converted_to")
    suggestion = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="converted_from")
    decision = models.CharField("主席团决定和文号", max_length=300)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "议案转建议"
        default_permissions = ()
