"""The agenda of a broadcast: who speaks on what, and when they began."""

from django.db import models

from .broadcast import Broadcast


class AgendaPoint(models.Model):
    """`at` is the moment of program time it began; the press of a button says so, and it becomes a chapter."""

    broadcast = models.ForeignKey(Broadcast, on_delete=models.CASCADE, related_name="points")
    order = models.PositiveIntegerField("顺序")
    title = models.CharField("议题", max_length=100)
    speaker = models.CharField("发言人", max_length=50, blank=True)
    at = models.DateTimeField("开始时刻", null=True, blank=True)

    class Meta:
        verbose_name = "议程"
        verbose_name_plural = "议程"
        ordering = ["broadcast", "order"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.title}（{self.speaker}）" if self.speaker else self.title
