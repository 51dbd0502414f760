"""Letters as files: a unit's own template, and what was made of a reply or an opinion once it was out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.storage.private import private_storage
from portal_apps.deputies.models import Body

from .handling import AssistOpinion
from .replies import Delivery

USER = settings.AUTH_USER_MODEL


def place(instance, filename: str) -> str:
    """Nothing of the name somebody chose gets into the path."""
    return f"motions/{uuid.uuid4().hex}"


class LetterTemplate(models.Model):
    """A unit's own Word template. A new one ends the one before; letters that are out keep what they were made of."""

    unit = models.ForeignKey(
        Body, verbose_name="承办单位", on_delete=models.PROTECT, related_name="letter_templates"
    )
    name = models.CharField("文件名", max_length=150)
    file = models.FileField(max_length=200, storage=private_storage, upload_to=place)
    digest = models.CharField("SHA-256", max_length=64)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("上传", auto_now_add=True)
    ended_at = models.DateTimeField("停用", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "答复函模板"
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(ended_at=None), name="motions_one_template_a_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}：{self.name}"


class LetterFile(models.Model):
    """A letter as it went to one sponsor, or an opinion as it went to the lead unit. Never changed: `digest` says so."""

    class Form(models.TextChoices):
        WORD = "word", "Word"
        PDF = "pdf", "PDF"

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True, related_name="files")
    opinion = models.ForeignKey(AssistOpinion, on_delete=models.PROTECT, null=True, related_name="files")
    form = models.CharField("格式", max_length=4, choices=Form)
    file = models.FileField(max_length=200, storage=private_storage, upload_to=place)
    size = models.PositiveIntegerField("字节")
    digest = models.CharField("SHA-256", max_length=64)
    missing = models.CharField("印不出的字", max_length=200, blank=True)
    at = models.DateTimeField("制作", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "答复函文件"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["delivery", "form"], name="motions_letter_once"),
            models.UniqueConstraint(fields=["opinion", "form"], name="motions_opinion_letter_once"),
            models.CheckConstraint(
                condition=Q(delivery=None, opinion__isnull=False) | Q(delivery__isnull=False, opinion=None),
                name="motions_letter_of_one",
            ),
        ]
