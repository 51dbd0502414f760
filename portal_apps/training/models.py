"""What a person watched of a video."""

from django.conf import settings
from django.db import models


class Study(models.Model):
    """`spans` are the stretches watched of edition `edition`, `seconds` their sum, `position` where to go on.

    A new edition (replaced, trimmed) begins anew; `best` keeps the largest share of any edition, from 0 to 1, and is what
    a record of duties may count.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁", on_delete=models.CASCADE, related_name="+"
    )
    video = models.ForeignKey(
        "media_jobs.Video", verbose_name="视频", on_delete=models.CASCADE, related_name="+"
    )
    edition = models.PositiveIntegerField("版次")
    spans = models.JSONField("看过的段落", default=list)
    seconds = models.FloatField("看过的秒数", default=0)
    position = models.FloatField("停在第几秒", default=0)
    best = models.FloatField("看过的比例", default=0)
    began_at = models.DateTimeField("开始看的时间", auto_now_add=True)
    noted_at = models.DateTimeField("最近一次")

    class Meta:
        verbose_name = "学习记录"
        verbose_name_plural = "学习记录"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "video"], name="one_study_per_video")]

    @property
    def percent(self) -> int:
        return int(self.best * 100)
