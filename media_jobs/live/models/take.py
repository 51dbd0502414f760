"""One unbroken signal of a broadcast: from connecting to falling silent."""

from django.db import models

from .broadcast import Broadcast
from .stream_key import Which


class Take(models.Model):
    """`zero_at` is the moment of program time at which stamp `zero_s` of the signal lies; both unknown until the first
    picture came. `plan` is what the ladder makes of it, so that one that died is back at once.
    """

    broadcast = models.ForeignKey(Broadcast, on_delete=models.CASCADE, related_name="takes")
    number = models.PositiveIntegerField("第几段信号")
    which = models.CharField("线路", max_length=8, choices=Which, default=Which.MAIN)
    began_at = models.DateTimeField("开始")
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    zero_at = models.DateTimeField("零点的时刻", null=True, blank=True)
    zero_s = models.FloatField("零点的时间戳（秒）", default=0)
    plan = models.JSONField("方案", null=True, blank=True)

    class Meta:
        verbose_name = "一段信号"
        verbose_name_plural = "各段信号"
        ordering = ["broadcast", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["broadcast", "number"], name="one_take_per_number")]
