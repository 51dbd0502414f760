"""The product's own user model: changing it later would rewrite every foreign key."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person with an account. Login name may be Chinese; the phone is unique where known."""

    uid = models.UUIDField("稳定标识", default=uuid.uuid4, unique=True, editable=False)
    display_name = models.CharField("姓名", max_length=50, blank=True)
    phone = models.CharField("手机号", max_length=20, null=True, blank=True, unique=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name shown to colleagues: Chinese order, no space."""
        return self.display_name or f"{self.last_name}{self.first_name}" or self.username
