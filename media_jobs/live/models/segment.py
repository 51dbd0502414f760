"""The ledger: every segment of the program, once."""

from django.db import models

from .broadcast import Broadcast
from .take import Take


class Segment(models.Model):
    """`started_at` is program time, `number` counts per quality without a hole. `breaks` says that it does not follow on
    what came before. `public_at` is when it was put where players reach it; one that is `cut` never is.
    """

    broadcast = models.ForeignKey(Broadcast, on_delete=models.CASCADE, related_name="segments")
    take = models.ForeignKey(Take, on_delete=models.CASCADE, related_name="segments")
    rung = models.CharField("档次", max_length=16)
    number = models.PositiveIntegerField("第几个")
    started_at = models.DateTimeField("开始时刻")
    duration_s = models.FloatField("秒数")
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("SHA-256", max_length=64)
    head = models.CharField("文件头", max_length=64)
    codecs = models.CharField("编码", max_length=64, blank=True)
    breaks = models.BooleanField("不连续", default=False)
    cut = models.BooleanField("切掉", default=False)
    public_at = models.DateTimeField("对外的时刻", null=True, blank=True)

    class Meta:
        verbose_name = "直播分段"
        verbose_name_plural = "直播分段"
        ordering = ["broadcast", "rung", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["broadcast", "rung", "number"], name="one_segment_per_number")
        ]
        indexes = [models.Index(fields=["broadcast", "public_at", "started_at"], name="segment_to_publish")]

    @property
    def name(self) -> str:
        """The file, below the folder of the broadcast."""
        return f"{self.rung}/{self.number:06d}-{self.digest[:12]}.m4s"
