"""Why a page that was public is gone. The publisher turns the row into the note readers find (410)."""

from django.conf import settings
from django.db import models


class Withdrawal(models.Model):
    """The note that stands while the document is withdrawn; publishing it again removes the row.

    Holds no reference to the page: the note outlives it.
    """

    document_id = models.CharField("文档", max_length=100, unique=True)
    path = models.CharField("公开地址", max_length=255)
    title = models.CharField("标题", max_length=255)
    locale = models.CharField("语言", max_length=20)
    reason = models.CharField("内部理由", max_length=500)
    public_note = models.CharField("对外说明", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="撤稿人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "撤稿"
        verbose_name_plural = "撤稿"
        ordering = ["-at"]
