"""One quality of one edition of a video, or its sound."""

from django.db import models

from .video import Video


class Rendition(models.Model):
    """`name` is the short side in lines, or "sound". Once it is complete, `segments` lists (file, seconds, bytes, head),
    files below the folder of the edition. `final` sound has its loudness set right; `dropped` says why a quality that
    was made is not offered.
    """

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="renditions")
    edition = models.PositiveIntegerField("版次")
    name = models.CharField("档次", max_length=16)
    way = models.CharField("做法", max_length=8, choices=[("copy", "直接封装"), ("encode", "编码")])
    width = models.PositiveIntegerField("宽", default=0)
    height = models.PositiveIntegerField("高", default=0)
    codecs = models.CharField("编码", max_length=64, blank=True)
    segments = models.JSONField("分段", default=list, blank=True)
    final = models.BooleanField("响度已定", default=False)
    dropped = models.CharField("不提供的原因", max_length=200, blank=True)
    bandwidth = models.PositiveIntegerField("峰值码率", default=0)
    average = models.PositiveIntegerField("平均码率", default=0)
    size = models.PositiveBigIntegerField("字节数", default=0)
    playlist = models.CharField("播放列表", max_length=200, blank=True)

    class Meta:
        verbose_name = "档次"
        verbose_name_plural = "档次"
        ordering = ["video", "edition", "-height"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["video", "edition", "name"], name="one_rendition_per_edition")
        ]

    def __str__(self) -> str:
        return self.name
