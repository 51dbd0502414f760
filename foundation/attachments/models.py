"""A file somebody handed in, as it was kept after the examination."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.storage.private import private_storage

from .kinds import KINDS


def place(instance: "StoredFile", filename: str) -> str:
    """Nothing of the name somebody chose gets into the path."""
    return f"attachments/{timezone.now():%Y/%m}/{uuid.uuid4().hex}"


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def unclaimed(self):
        return self.filter(claimed_by="")


class StoredFile(models.Model):
    """Never changed, except that one thing claims it. `claimed_by` is an object key (`motions.item:7`)."""

    key = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁上传", on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField("用途", max_length=64)
    name = models.CharField("文件名", max_length=150)
    kind = models.CharField("种类", max_length=10, choices=[(one.key, one.label) for one in KINDS.values()])
    size = models.PositiveBigIntegerField("字节数")
    given_size = models.PositiveBigIntegerField("上传时的字节数")
    digest = models.CharField("SHA-256", max_length=64)
    given_digest = models.CharField("上传时的 SHA-256", max_length=64)
    pages = models.PositiveIntegerField("页数", null=True)
    width = models.PositiveIntegerField("宽", null=True)
    height = models.PositiveIntegerField("高", null=True)
    file = models.FileField(storage=private_storage, upload_to=place, max_length=200)
    at = models.DateTimeField("时间", default=timezone.now)
    claimed_by = models.CharField("属于", max_length=100, blank=True, db_index=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ["at", "key"]
        default_permissions = ()
        indexes = [models.Index(fields=["owner", "at"], name="attachment_of_owner")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return KINDS[self.kind].group == "picture"

    @property
    def is_sound(self) -> bool:
        return KINDS[self.kind].group == "sound"
