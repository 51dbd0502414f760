"""A notice on every page of the public site: one at a time, never deleted."""

from django.conf import settings
from django.db import models


class SiteNoticeQuerySet(models.QuerySet["SiteNotice"]):
    def standing(self) -> "SiteNotice | None":
        """The notice readers see now."""
        return self.filter(standing=True).first()

    def due(self, now) -> "SiteNoticeQuerySet":
        return self.filter(standing=True, until__lte=now)


class SiteNotice(models.Model):
    """Raised once, ended once. Its text is never changed: a correction ends it and raises another."""

    class Level(models.TextChoices):
        URGENT = "urgent", "紧急"
        INFORMATION = "information", "提示"

    level = models.CharField("级别", max_length=16, choices=Level.choices, default=Level.URGENT)
    text = models.CharField("公告", max_length=80)
    text_en = models.CharField("英文", max_length=160, blank=True)
    link = models.CharField("详情地址", max_length=300, blank=True)
    reason = models.CharField("理由", max_length=500)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发布人", on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField("发布时间")
    until = models.DateTimeField("到期自动撤下", null=True, blank=True)
    standing = models.BooleanField("正在显示", default=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="撤下人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("撤下时间", null=True)

    objects = SiteNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "全站公告"
        verbose_name_plural = "全站公告"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["standing"], condition=models.Q(standing=True), name="one_standing_site_notice"
            )
        ]

    def __str__(self) -> str:
        return self.text
