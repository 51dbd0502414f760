"""One row per state-changing act, chained by hash; rows are never updated or deleted."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from .chain import GENESIS


class AuditQuerySet(models.QuerySet):
    def head(self) -> str:
        """Hash of the newest record."""
        return self.order_by("-id").values_list("hash", flat=True).first() or GENESIS

    def matching(self, *, text: str = "", verb: str = "", person: str = "", since=None, until=None):
        """What the audit administrator asked for; empty conditions do not count. Days are local days."""
        found = self
        if text:
            found = found.filter(
                models.Q(object_key__icontains=text)
                | models.Q(actor_name__icontains=text)
                | models.Q(verb__icontains=text)
            )
        for condition, value in {
            "verb": verb,
            "actor_name__icontains": person,
            "at__date__gte": since,
            "at__date__lte": until,
        }.items():
            found = found.filter(**{condition: value}) if value else found
        return found.order_by("-id")


class AuditRecord(models.Model):
    """Who did what to which object with which result. Holds digests, never the content itself."""

    at = models.DateTimeField("时间", db_default=Now(), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="操作人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField("操作人姓名", max_length=50, blank=True)
    verb = models.CharField("动作", max_length=64, db_index=True)
    object_key = models.CharField("对象", max_length=100, db_index=True, blank=True)
    result = models.CharField("结果", max_length=16, default="ok")
    detail = models.JSONField("说明", default=dict)
    previous_hash = models.CharField("前一条的散列", max_length=64)
    hash = models.CharField("散列", max_length=64, unique=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["id"]
        default_permissions = ()
