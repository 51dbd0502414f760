"""Tokens by which other systems exchange data with this one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ServiceTokenQuerySet(models.QuerySet):
    def alive(self):
        """Neither revoked nor past their time."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def ended(self):
        return self.filter(Q(revoked_at__isnull=False) | Q(expires_at__lte=timezone.now()))


class ServiceToken(models.Model):
    """One system's key. Only a digest of the secret is kept; it acts for no person and holds no role."""

    name = models.CharField("用途", max_length=100)
    owner_unit = models.CharField("使用单位", max_length=100)
    scopes = models.JSONField("权限", default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField("开头几位", max_length=12, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="签发人", on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField("签发时间", default=timezone.now)
    expires_at = models.DateTimeField("有效至")
    last_used_at = models.DateTimeField("最近使用", null=True)
    last_network = models.CharField("最近来自", max_length=50, blank=True)
    revoked_at = models.DateTimeField("吊销时间", null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ServiceTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "服务令牌"
        verbose_name_plural = "服务令牌"
        ordering = ["-issued_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """有效、已吊销、已过期."""
        if self.revoked_at:
            return "已吊销"
        return "有效" if self.expires_at > timezone.now() else "已过期"
