"""What happened to a mandate: one row for each act, with its ground and its document. Rows are never changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.storage.private import private_storage

from ..grounds import BY_KEY as GROUNDS
from ..states import STEPS, State
from .mandates import Mandate


class MandateChange(models.Model):
    """`verb` is one of `states.STEPS`. A mistake is put right by another row that `corrects` this one."""

    mandate = models.ForeignKey(
        Mandate, verbose_name="代表资格", on_delete=models.PROTECT, related_name="changes"
    )
    verb = models.CharField("变更", max_length=30, choices=[(step.verb, step.name) for step in STEPS])
    from_state = models.CharField("原状态", max_length=20, choices=State, blank=True)
    to_state = models.CharField("新状态", max_length=20, choices=State)
    ground = models.CharField("法定事由", max_length=30, blank=True)
    law = models.CharField("法律依据", max_length=200, blank=True, help_text="写下时的条文，法律修改后不变")
    deciding_body = models.CharField("决定机关", max_length=100, blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    decided_on = models.DateField("决定日期")
    announcement = models.CharField("公告", max_length=100, blank=True)
    document = models.FileField("文件", max_length=200, blank=True, storage=private_storage)
    document_name = models.CharField("文件名", max_length=150, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    effect = models.JSONField("带来的变化", default=dict, blank=True)
    corrects = models.ForeignKey(
        "self", verbose_name="更正哪一条", on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="经办", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "资格变更"
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_verb_display()}，{self.decided_on:%Y-%m-%d}"

    @property
    def ground_name(self) -> str:
        return GROUNDS[self.ground].name if self.ground in GROUNDS else self.ground

    @property
    def facts(self) -> dict[str, Any]:
        """What the document says; a correction may replace each of these."""
        return {name: getattr(self, name) for name in FACTS}


FACTS = ("deciding_body", "document_number", "decided_on", "announcement", "note")
