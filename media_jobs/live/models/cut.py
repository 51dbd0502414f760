"""What the public does not get to see of a broadcast."""

from django.conf import settings
from django.db import models

from .broadcast import Broadcast


class Cut(models.Model):
    """From one moment of program time to another; open while nobody restored the picture."""

    broadcast = models.ForeignKey(Broadcast, on_delete=models.CASCADE, related_name="cuts")
    from_at = models.DateTimeField("从")
    to_at = models.DateTimeField("到", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁切的", on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("理由", max_length=300)
    made_at = models.DateTimeField("切的时间", auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁恢复的", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # fmt: skip

    class Meta:
        verbose_name = "切断"
        verbose_name_plural = "切断"
        ordering = ["broadcast", "from_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["broadcast"], condition=models.Q(to_at=None), name="one_open_cut_per_broadcast"
            )
        ]
