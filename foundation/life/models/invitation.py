"""A one-time link by which a person takes an account into their own hands."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_nonce() -> str:
    return secrets.token_hex(16)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def alive(self):
        """Neither used nor revoked nor replaced nor past its time."""
        return self.filter(ended_at=None, expires_at__gt=timezone.now())

    def open(self):
        """Not ended, whatever the time: what a new one replaces."""
        return self.filter(ended_at=None)


class Invitation(models.Model):
    """Of its code only a digest is kept; `code.py` makes it again when a copy goes out, from the key of the house."""

    class Purpose(models.TextChoices):
        OPEN = "open", "开通账号"
        RESTORE = "restore", "恢复登录"

    class Ending(models.TextChoices):
        USED = "used", "已激活"
        REVOKED = "revoked", "已撤回"
        REPLACED = "replaced", "已换新链接"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="给谁", on_delete=models.PROTECT, related_name="invitations"
    )
    purpose = models.CharField("做什么", max_length=8, choices=Purpose, default=Purpose.OPEN)
    holder = models.CharField("哪类人", max_length=20, default="staff")
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁发的", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("发出", default=timezone.now)
    expires_at = models.DateTimeField("有效至")
    ended_at = models.DateTimeField("结束", null=True)
    ending = models.CharField("怎样结束", max_length=8, choices=Ending, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "邀请"
        verbose_name_plural = "邀请"
        ordering = ["-made_at", "-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at=None), name="life_one_open_invitation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}：{self.get_purpose_display()}"

    @property
    def alive(self) -> bool:
        return self.ended_at is None and self.expires_at > timezone.now()

    @property
    def state_name(self) -> str:
        """等激活、已激活、已撤回、已换新链接、已过期."""
        return self.get_ending_display() or ("等激活" if self.alive else "已过期")
