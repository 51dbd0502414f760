"""What was imported from where, so that a second run changes nothing and a changed source changes its page."""

from django.db import models


class ImportedRecord(models.Model):
    """One record of a source and the page made from it. `digest` covers the record and the cleaning rules."""

    kind = models.CharField("种类", max_length=20)
    key = models.CharField("来源标识", max_length=64)
    digest = models.CharField("内容散列", max_length=64)
    where = models.CharField("出处", max_length=300)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="页面", on_delete=models.CASCADE, related_name="+"
    )
    imported_at = models.DateTimeField("导入时间", auto_now=True)

    class Meta:
        verbose_name = "导入记录"
        verbose_name_plural = "导入记录"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_page_per_source_record")]
