"""Captions of a video in one language."""

from django.conf import settings
from django.db import models

from .video import Video


class CaptionState(models.TextChoices):
    DRAFT = "draft", "草稿"
    APPROVED = "approved", "已核准"


class Caption(models.Model):
    """`text` is WebVTT, `stored` the file of the wording that was approved last: players get that one, also while a new wording
    waits. `machine` text was recognised, not written by a person; `made_by` is who wrote or corrected it last.
    """

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField("语言", max_length=16, default="zh-CN")
    label = models.CharField("名称", max_length=50, default="中文")
    state = models.CharField("状态", max_length=16, choices=CaptionState, default=CaptionState.DRAFT)
    machine = models.BooleanField("机器识别", default=False)
    text = models.TextField("字幕")
    stored = models.CharField("文件", max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁写的", null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁核准", null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField("核准时间", null=True)
    changed_at = models.DateTimeField("最后变动", auto_now=True)

    class Meta:
        verbose_name = "字幕"
        verbose_name_plural = "字幕"
        ordering = ["video", "language"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["video", "language"], name="one_caption_per_language")]

    def __str__(self) -> str:
        return self.label
