"""The working-day table: one notice a year, corrected by a newer one, never overwritten."""

from django.conf import settings
from django.db import models


class HolidayNotice(models.Model):
    """A loaded notice on the holidays of one year. The newest of a year is in force.

    Older ones stay, so that the table as it was at any time can be had again: all notices with an id up to N.
    """

    year = models.PositiveSmallIntegerField("年份", db_index=True)
    source = models.CharField("来源", max_length=200, help_text="通知的名称和文号")
    reason = models.CharField("为什么载入", max_length=300)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="谁载入的",
    )
    loaded_at = models.DateTimeField("载入时间", auto_now_add=True)

    class Meta:
        verbose_name = "放假安排"
        verbose_name_plural = "放假安排"
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.year} 年放假安排"


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a weekend day people work on (调休上班)."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", "放假"
        WORKDAY = "workday", "上班"

    notice = models.ForeignKey(HolidayNotice, on_delete=models.PROTECT, related_name="days")
    date = models.DateField("日期")
    kind = models.CharField("类型", max_length=8, choices=Kind)
    name = models.CharField("名称", max_length=20, blank=True)

    class Meta:
        verbose_name = "日历上的一天"
        verbose_name_plural = "日历上的日子"
        ordering = ["date"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["notice", "date"], name="calendar_day_once")]
