"""The timeline of an account, for those who keep accounts: they do not read the audit log."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.audit.verbs import verb_name


class Event(models.Model):
    """One thing that happened to an account. Written once, with its audit record; never changed."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="谁的账号",
        on_delete=models.PROTECT,
        related_name="life_events",
    )
    verb = models.CharField("什么", max_length=64)
    at = models.DateTimeField("时间", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁办的", null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "账号经历"
        verbose_name_plural = "账号经历"
        ordering = ["-at", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["person", "-at"]), models.Index(fields=["verb", "person"])]

    def __str__(self) -> str:
        return verb_name(self.verb)
