"""What happened, what was said, who follows: never changed, never deleted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.life.models import ProxyEntry
from foundation.storage.private import private_storage

from .handling import Handling
from .items import Item
from .replies import Commitment

USER = settings.AUTH_USER_MODEL


def attachment_name(instance, filename: str) -> str:
    """Nothing of the name somebody chose gets into the path."""
    return f"motions/{uuid.uuid4().hex}"


class Attachment(models.Model):
    """A file of an item, or a document a step rests on."""

    class Role(models.TextChoices):
        ANNEX = "annex", "附件"
        SIGNED = "signed", "签名原件扫描"
        DOCUMENT = "document", "决定、报告等文件"
        EVIDENCE = "evidence", "落实的证明"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="attachments")
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, null=True, related_name="attachments")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="evidence")
    role = models.CharField("用途", max_length=8, choices=Role, default=Role.ANNEX)
    file = models.FileField("文件", max_length=200, storage=private_storage, upload_to=attachment_name)
    name = models.CharField("文件名", max_length=150)
    media_type = models.CharField("类型", max_length=80)
    size = models.PositiveIntegerField("字节")
    digest = models.CharField("SHA-256", max_length=64)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["item", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """One row for one act of the table. `dues` says what became of the last days: [{"clock", "of", "before", "after"}]."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="events")
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, null=True, related_name="events")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="events")
    verb = models.CharField("动作", max_length=30)
    from_state = models.CharField("原状态", max_length=24, blank=True)
    to_state = models.CharField("新状态", max_length=24)
    version = models.PositiveIntegerField("之后的版本", help_text="该议案建议、承办或者承诺的第几个动作")
    by = models.ForeignKey(USER, verbose_name="谁", on_delete=models.PROTECT, related_name="+")
    on_behalf = models.ForeignKey(
        USER, verbose_name="替谁", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entry = models.ForeignKey(
        ProxyEntry, verbose_name="代录依据", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField("时间", auto_now_add=True)
    reason = models.TextField("理由、说明", blank=True)
    document = models.ForeignKey(
        Attachment, verbose_name="文件", on_delete=models.PROTECT, null=True, related_name="+"
    )
    dues = models.JSONField("期限变化", default=list)
    detail = models.JSONField("内容", default=dict, help_text="单位、编号等，不含个人信息")

    class Meta:
        verbose_name = verbose_name_plural = "过程"
        ordering = ["item", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["item", "version"],
                condition=Q(handling=None, commitment=None),
                name="motions_event_of_item",
            ),
            models.UniqueConstraint(
                fields=["handling", "version"],
                condition=Q(commitment=None) & ~Q(handling=None),
                name="motions_event_of_handling",
            ),
            models.UniqueConstraint(
                fields=["commitment", "version"],
                condition=~Q(commitment=None),
                name="motions_event_of_promise",
            ),
        ]

    @property
    def step(self):
        from ..table import BY_KEY

        return BY_KEY[self.verb]


class Comment(models.Model):
    """Said between the deputies of an item and the units that handle it; staff read along."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="comments")
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, null=True, related_name="comments")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answered")
    text = models.TextField("内容")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "沟通"
        ordering = ["item", "pk"]
        default_permissions = ()


class Follow(models.Model):
    """Wants to be told of every step."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "关注"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="motions_follow_once")]
