"""The product's own user model: changing it later would rewrite every foreign key."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from ..roles import BY_GROUP, SEPARATED, Role


class Standing(models.TextChoices):
    """Where an account is in its life. Whether it may log in is `is_active`; this says why (foundation.life)."""

    INVITED = "invited", "等本人激活"
    ACTIVE = "active", "在用"
    DORMANT = "dormant", "久未登录，已停用"
    LEFT = "left", "已离开"


class User(AbstractUser):
    """A person with an account. Login name may be Chinese; the phone is unique where known."""

    uid = models.UUIDField("稳定标识", default=uuid.uuid4, unique=True, editable=False)
    display_name = models.CharField("姓名", max_length=50, blank=True)
    phone = models.CharField("手机号", max_length=20, null=True, blank=True, unique=True)
    staff_number = models.CharField("工号", max_length=40, null=True, blank=True, unique=True)
    must_change_password = models.BooleanField(
        "下次登录改密码", default=False, help_text="密码是别人设的，本人还没有换过"
    )
    password_set_at = models.DateTimeField("密码设于", null=True, editable=False)
    standing = models.CharField(
        "状况", max_length=10, choices=Standing, default=Standing.ACTIVE, editable=False
    )
    by_invitation = models.BooleanField(
        "由邀请开通", default=False, editable=False, help_text="激活时就设第二步，不等授予角色"
    )
    awake_since = models.DateTimeField("闲置从何时算起", default=timezone.now, editable=False)
    is_demo = models.BooleanField(
        "演示账号", default=False, editable=False
    )  # production refuses to start with one

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.get_full_name()

    def save(self, *args, **options) -> None:
        """Wagtail's menu greets people by `first_name`; it says what colleagues read everywhere else."""
        self.first_name = self.display_name or self.first_name
        super().save(*args, **options)

    def get_full_name(self) -> str:
        """The name shown to colleagues: Chinese order, no space."""
        return self.display_name or f"{self.last_name}{self.first_name}" or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()

    @property
    def roles(self) -> list[Role]:
        """The roles this person holds, read once per request."""
        if not hasattr(self, "_roles"):
            self._roles = [BY_GROUP[g] for g in self.groups.values_list("name", flat=True) if g in BY_GROUP]
        return self._roles

    @property
    def role_names(self) -> str:
        """编辑、初审."""
        return "、".join(role.name for role in self.roles)

    def has_role(self, *keys: str) -> bool:
        """Whether the person holds one of these roles. A superuser holds none: roles are about duties."""
        return self.is_active and any(role.key in keys for role in self.roles)

    @property
    def standing_name(self) -> str:
        """In a word, also where somebody switched the account off by hand."""
        return (
            "已停用"
            if self.standing == Standing.ACTIVE and not self.is_active
            else self.get_standing_display()
        )

    @property
    def is_administrator(self) -> bool:
        """One of the three administrators (三员), whose sessions end sooner."""
        return any(role.key in SEPARATED for role in self.roles)

    @property
    def masked_phone(self) -> str:
        """The phone as lists show it: 138****0042."""
        return f"{self.phone[:3]}****{self.phone[-4:]}" if self.phone and len(self.phone) > 7 else ""
