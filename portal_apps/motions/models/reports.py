"""The yearly report: words that are written on, and what was issued and never changes."""

from django.conf import settings
from django.db import models

from foundation.storage.private import private_storage


class ReportDraft(models.Model):
    """Words of the office for the report of a year, until it is issued and after."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    opening = models.TextField("总体情况", blank=True, help_text="一行一段；空着就只有数")
    outlook = models.TextField("下一步工作", blank=True, help_text="一行一段")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField("保存", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "年度报告草稿"
        default_permissions = ()


class YearReport(models.Model):
    """As issued: the figures of that day, the items each of them counted, the words and both files with their digests.

    The database refuses to change or delete a row; a correction is the next issue of the year.
    """

    year = models.PositiveSmallIntegerField("年度")
    issue = models.PositiveSmallIntegerField("第几次编发")
    as_of = models.DateField("截至")
    figures = models.JSONField("数据", help_text="key → value, whole, items")
    opening = models.TextField("总体情况", blank=True)
    outlook = models.TextField("下一步工作", blank=True)
    silence = models.CharField("未评价的怎样算", max_length=200)
    word = models.FileField("Word", max_length=200, storage=private_storage)
    word_digest = models.CharField("Word 的 SHA-256", max_length=64)
    pdf = models.FileField("PDF", max_length=200, storage=private_storage)
    pdf_digest = models.CharField("PDF 的 SHA-256", max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="编发", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("编发时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "年度报告"
        ordering = ["-year", "-issue"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["year", "issue"], name="motions_report_once")]

    def __str__(self) -> str:
        return f"{self.year} 年度报告（第 {self.issue} 次编发，截至 {self.as_of:%Y-%m-%d}）"
