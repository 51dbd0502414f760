"""What an encoder in the hall must know to be let in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .broadcast import Broadcast


class Which(models.TextChoices):
    MAIN = "main", "主路"
    BACKUP = "backup", "备路"


class StreamKeyQuerySet(models.QuerySet["StreamKey"]):
    def valid(self):
        """Neither over nor revoked."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def connected(self):
        """By which something comes in now, as far as the ingest server said."""
        return self.exclude(connected_at=None)


class StreamKey(models.Model):
    """Only the digest of the secret is kept. `connected_at` is empty while nobody sends by this key."""

    broadcast = models.ForeignKey(Broadcast, on_delete=models.CASCADE, related_name="keys")
    digest = models.CharField("摘要", max_length=64, unique=True)
    which = models.CharField("线路", max_length=8, choices=Which, default=Which.MAIN)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁发的", on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField("发放时间", auto_now_add=True)
    expires_at = models.DateTimeField("有效到")
    revoked_at = models.DateTimeField("收回时间", null=True, blank=True)
    connected_at = models.DateTimeField("接通时间", null=True, blank=True)
    last_seen_at = models.DateTimeField("最后一次有信号", null=True, blank=True)

    objects = StreamKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "推流密钥"
        verbose_name_plural = "推流密钥"
        ordering = ["broadcast", "-issued_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["broadcast", "which"], condition=Q(revoked_at=None), name="one_key_in_force_per_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.broadcast}（{self.get_which_display()}）"

    @property
    def stream(self) -> str:
        """What the ingest server calls it, so that no secret stands in a log."""
        return f"{self.broadcast_id.hex}-{self.which}"
