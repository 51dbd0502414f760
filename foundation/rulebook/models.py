"""Rules that people may change, each with the text it rests on; every change is a new version."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models

from . import values
from .values import Unit


class RuleQuerySet(models.QuerySet["Rule"]):
    def with_versions(self) -> "RuleQuerySet":
        """Each rule with all its versions, and who made them, in one query more."""
        return self.prefetch_related(
            models.Prefetch("versions", RuleVersion.objects.select_related("changed_by"))
        )


class Rule(models.Model):
    """What the rule is about; what it says stands in its versions."""

    key = models.CharField("键", max_length=60, unique=True)
    name = models.CharField("名称", max_length=80)
    part = models.CharField("分类", max_length=20)
    verb = models.CharField("谁能看和改", max_length=40, help_text="权限表里的动作，例如 rules.keep")
    counted = models.BooleanField("是期限", default=False, help_text="按日历算出截止日，有顺延和黄灯")
    options = models.JSONField("可选的值", default=dict, blank=True, help_text="值 → 说法；用于选择和清单")
    least = models.IntegerField("最小", null=True)
    most = models.IntegerField("最大", null=True)
    note = models.CharField("说明", max_length=300, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = "规则"
        verbose_name_plural = "规则"
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def in_force(self, on: date) -> "RuleVersion | None":
        """The newest version whose period holds the day."""
        fitting = [version for version in self.versions.all() if version.holds_on(on)]
        return max(fitting, key=lambda version: version.number, default=None)


class RuleVersion(models.Model):
    """What a rule says, from when to when, and who decided so. Never changed, never deleted."""

    class Rolls(models.TextChoices):
        NEXT = "next", "顺延到下一个工作日"
        PREVIOUS = "previous", "提前到上一个工作日"
        NONE = "none", "不变"

    class Directions(models.TextChoices):
        AFTER = "after", "从起算日往后"
        BEFORE = "before", "在那一天之前"

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版次")
    value = models.CharField("值", max_length=300)
    unit = models.CharField("单位", max_length=12, choices=Unit)
    direction = models.CharField("方向", max_length=6, choices=Directions, default=Directions.AFTER)
    start_counts = models.BooleanField("起算当天算在内", default=False)
    roll = models.CharField("最后一天遇节假日", max_length=8, choices=Rolls, default=Rolls.NEXT)
    amber_percent = models.PositiveSmallIntegerField("用掉百分之几亮黄灯", null=True, blank=True)
    amber_days = models.PositiveSmallIntegerField("剩几天亮黄灯", null=True, blank=True)
    source = models.CharField("依据", max_length=300)
    valid_from = models.DateField("施行之日")
    valid_until = models.DateField("有效至", null=True, blank=True)
    reason = models.CharField("为什么改", max_length=300)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁改的"
    )
    changed_at = models.DateTimeField("改的时间", auto_now_add=True)

    class Meta:
        verbose_name = "规则的一版"
        verbose_name_plural = "规则的各版"
        ordering = ["rule", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="rule_version_once")]

    def __str__(self) -> str:
        return f"{self.rule} 第 {self.number} 版"

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def typed(self) -> Any:
        """The value as code uses it; a day of the year is month * 100 + day."""
        return values.typed(self.value, self.unit)

    @property
    def spoken(self) -> str:
        """提前 7 日 · 每年 8 月 31 日 · 是 · 22:00."""
        said = values.spoken(self.value, self.unit, self.rule.options)
        return f"提前 {said}" if self.direction == self.Directions.BEFORE else said
