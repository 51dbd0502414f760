"""What happened, what was said, who follows: never changed, never deleted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.attachments.kinds import KINDS
from foundation.attachments.models import StoredFile
from foundation.life.models import ProxyEntry
from portal_apps.deputies.models import Person

from .handling import Handling
from .items import Item
from .replies import Commitment

USER = settings.AUTH_USER_MODEL


def attachment_name(instance, filename: str) -> str:
    """Where files lay before `foundation.attachments` kept them; the first migration names it."""
    return f"motions/{uuid.uuid4().hex}"


class Attachment(models.Model):
    """A document a step rests on; the file itself was examined and is kept by `foundation.attachments`."""

    class Role(models.TextChoices):
        ANNEX = "annex", "附件"
        SIGNED = "signed", "签名原件扫描"
        DOCUMENT = "document", "决定、报告等文件"
        EVIDENCE = "evidence", "落实的证明"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="attachments")
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, null=True, related_name="attachments")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="evidence")
    role = models.CharField("用途", max_length=8, choices=Role, default=Role.ANNEX)
    stored = models.ForeignKey(
        StoredFile, verbose_name="文件", on_delete=models.PROTECT, related_name="papers"
    )
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["item", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.stored.name

    @property
    def size(self) -> int:
        return self.stored.size

    @property
    def media_type(self) -> str:
        return KINDS[self.stored.kind].media_type


class Event(models.Model):
    """One row for one act of the table. `dues` says what became of the last days: [{"clock", "of", "before", "after"}].

    `said` is a keyed digest of what was said with it: the same words again are the same act. `for_person` is the deputy
    for whom staff entered it, also one without an account.
    """

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
    for_person = models.ForeignKey(
        Person, verbose_name="替哪位代表", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entry = models.ForeignKey(
        ProxyEntry, verbose_name="代录依据", on_delete=models.PROTECT, null=True, related_name="+"
    )
    said = models.CharField("内容的摘要值", max_length=64, blank=True)
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
