"""One message to one person: it stands in the inbox whatever becomes of the copies outside."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..registry import KINDS


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person) -> "NoticeQuerySet":
        """The inbox of a person: nobody else ever sees it."""
        return self.filter(person_id=person.pk or 0)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def matching(self, *, kind: str = "", text: str = "", unread: bool = False) -> "NoticeQuerySet":
        """What the owner asked for; empty conditions do not count."""
        asked = models.Q(kind=kind) if kind else models.Q()
        if unread:
            asked &= models.Q(read_at=None)
        if text:
            asked &= models.Q(title__icontains=text) | models.Q(text__icontains=text)
        return self.filter(asked)


class Notice(models.Model):
    """Written once, in the transaction of what it tells of. Only its being read changes."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="收件人", on_delete=models.CASCADE, related_name="notices"
    )
    template = models.CharField("模板", max_length=64)
    kind = models.CharField("种类", max_length=32)
    key = models.CharField("幂等键", max_length=200, null=True)  # null: may be said again
    object_key = models.CharField("对象", max_length=100, blank=True)
    title = models.CharField("标题", max_length=200, blank=True)
    text = models.TextField("正文", blank=True)
    url = models.CharField("地址", max_length=500, blank=True)
    sms_values = models.JSONField("短信变量", default=dict)
    urgent = models.BooleanField("紧急", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="发起人",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField("时间", default=timezone.now)
    read_at = models.DateTimeField("读过", null=True)
    digest = models.CharField("正文散列", max_length=64)
    forgotten_at = models.DateTimeField("正文清除", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "消息"
        verbose_name_plural = "消息"
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_message_per_person_and_key")
        ]
        indexes = [
            models.Index(fields=["person", "-id"]),
            models.Index(
                fields=["person"], condition=models.Q(read_at=None), name="messaging_unread_of_person"
            ),
            models.Index(
                fields=["created_at"], condition=models.Q(forgotten_at=None), name="messaging_body_kept"
            ),
        ]

    def __str__(self) -> str:
        return self.title or "内容已按期清除"

    @property
    def kind_label(self) -> str:
        """What people read for the kind; its key where the app that knew it is gone."""
        return KINDS[self.kind].label if self.kind in KINDS else self.kind
