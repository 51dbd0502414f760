"""What the office words and orders by itself, and what it looked like before each change."""

from django.conf import settings
from django.db import models

USER = settings.AUTH_USER_MODEL


class OfficeText(models.Model):
    """Guidance beside a reply, or a beginning that a unit may take for one. Not used any more: closed."""

    class Place(models.TextChoices):
        REPLY = "reply", "拟答复的提示"
        BODY = "body", "答复范文"

    place = models.CharField("用在哪里", max_length=12, choices=Place)
    title = models.CharField("名称", max_length=60)
    text = models.TextField("内容")
    order = models.PositiveSmallIntegerField("次序", default=0)
    closed = models.BooleanField("停用", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "提示和范文"
        ordering = ["place", "order", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """One change of a list of the office: the row as it was and as it is, so that it can be put back."""

    book = models.CharField("哪一张表", max_length=20)
    row = models.PositiveBigIntegerField("哪一行")
    name = models.CharField("名称", max_length=150)
    before = models.JSONField("原来", null=True)
    after = models.JSONField("现在")
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "修改记录"
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["book", "row"])]
