"""代录: what staff entered on behalf of a deputy, and on what paper or call it rests."""

import uuid

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.storage.private import private_storage


def scan_name(instance, filename: str) -> str:
    """Nothing of the name somebody chose gets into the path."""
    return f"proxy/{uuid.uuid4().hex}"


class ProxyEntryQuerySet(models.QuerySet["ProxyEntry"]):
    def about(self, object_key: str, verb: str = ""):
        """Of one object, the newest first."""
        found = self.filter(object_key=object_key)
        return found.filter(verb=verb) if verb else found


class ProxyEntry(models.Model):
    """Written with what was entered, in one transaction; never changed. For a person without an account `subject_key`
    (`deputies.person:7`) and the name stand for `person`."""

    class How(models.TextChoices):
        PAPER = "paper", "书面"
        PHONE = "phone", "电话"
        IN_PERSON = "in_person", "当面"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="替谁",
        on_delete=models.PROTECT,
        null=True,
        related_name="entered_for",
    )
    subject_key = models.CharField("替哪一个没有账号的人", max_length=100, blank=True)
    subject_name = models.CharField("姓名", max_length=50, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁代录", on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField("做了什么", max_length=64)
    object_key = models.CharField("对象", max_length=100, db_index=True)
    how = models.CharField("依据", max_length=10, choices=How)
    note = models.CharField("说明", max_length=300, blank=True)
    scan = models.FileField("签字扫描件", storage=private_storage, upload_to=scan_name, blank=True)
    scan_digest = models.CharField("扫描件 SHA-256", max_length=64, blank=True)
    scan_type = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField("时间", default=timezone.now)

    objects = ProxyEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "代录"
        verbose_name_plural = "代录"
        ordering = ["-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.by}替{self.whom}代录"

    @property
    def whom(self) -> str:
        return str(self.person or self.subject_name)

    @property
    def subject(self):
        """The account, or for a person without one the row of the app that knows them; None when that is gone."""
        if self.person is not None:
            return self.person
        label, _, pk = self.subject_key.rpartition(":")
        return apps.get_model(label)._default_manager.filter(pk=pk).first() if label else None
