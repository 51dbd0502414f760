"""Digests of former passwords, so that none comes back too soon."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class PasswordHistory(models.Model):
    """One password somebody had; only its hash, as the login keeps it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    password = models.CharField("散列", max_length=128)
    set_at = models.DateTimeField("设于", default=timezone.now)

    class Meta:
        verbose_name = "用过的密码"
        verbose_name_plural = "用过的密码"
        ordering = ["-set_at", "-pk"]
        default_permissions = ()
