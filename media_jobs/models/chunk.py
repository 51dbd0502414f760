"""A run of segments that one job encodes to all qualities at once."""

from django.db import models

from .video import Video


class Chunk(models.Model):
    """`begun` counts how often its encoding was started; `made` tells per quality what was stored, once it is done."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="chunks")
    edition = models.PositiveIntegerField("版次")
    number = models.PositiveIntegerField("第几块")
    first = models.PositiveIntegerField("第一段")
    end = models.PositiveIntegerField("最后一段之后")
    begun = models.PositiveSmallIntegerField("开始过几次", default=0)
    percent = models.FloatField("进度", default=0)
    made = models.JSONField("成品", null=True, blank=True)

    class Meta:
        verbose_name = "视频块"
        verbose_name_plural = "视频块"
        ordering = ["video", "edition", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["video", "edition", "number"], name="one_chunk_per_place")
        ]
