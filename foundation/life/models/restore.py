"""Somebody lost the second step: one administrator checked who asks, another agrees."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Restore(models.Model):
    """Nothing is reset before a second person agreed."""

    class State(models.TextChoices):
        ASKED = "asked", "待批准"
        DONE = "done", "已恢复"
        REFUSED = "refused", "未批准"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁", on_delete=models.PROTECT, related_name="restores"
    )
    reason = models.CharField("怎样核对的身份", max_length=300)
    state = models.CharField("状态", max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("提出时间", default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="批准人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    decision = models.CharField("意见", max_length=300, blank=True)

    class Meta:
        verbose_name = "恢复登录"
        verbose_name_plural = "恢复登录"
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="asked"), name="life_one_open_restore"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}：恢复登录"
