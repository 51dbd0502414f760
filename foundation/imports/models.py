"""A table somebody handed in, on its way to being taken over, and the headings people have matched."""

import base64
import json
from typing import Any

from django.conf import settings
from django.db import models

from foundation.accounts.sealed import SealedTextField
from foundation.jobs.models import Job


class State(models.TextChoices):
    """See `STEPS`."""

    MATCHING = "matching", "对列"
    CHECKING = "checking", "检查中"
    CHECKED = "checked", "已检查"
    APPLYING = "applying", "导入中"
    APPLIED = "applied", "已导入"
    DROPPED = "dropped", "已放弃"


#: verb → (from which states, to which). The jobs make the steps named in brackets.
STEPS: dict[str, tuple[tuple[State, ...], State]] = {
    "match": ((State.MATCHING,), State.CHECKING),
    "rematch": ((State.CHECKED,), State.MATCHING),
    "[check]": ((State.CHECKING,), State.CHECKED),
    "[unreadable]": ((State.CHECKING, State.APPLYING), State.MATCHING),
    "confirm": ((State.CHECKED,), State.APPLYING),
    "[apply]": ((State.APPLYING,), State.APPLIED),
    "[changed]": ((State.APPLYING,), State.CHECKED),
    "drop": ((State.MATCHING, State.CHECKING, State.CHECKED, State.APPLYING), State.DROPPED),
}


class Upload(models.Model):
    """One file. Its content and what was found wrong in it are sealed, and forgotten after `imports.keep_days`."""

    kind = models.CharField("种类", max_length=64)
    state = models.CharField("状态", max_length=16, choices=State, default=State.MATCHING)
    name = models.CharField("文件名", max_length=150)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField("文件散列", max_length=64)
    sealed = SealedTextField("内容", blank=True, help_text="base64")
    sealed_problems = SealedTextField("问题", blank=True, help_text="JSON")
    choices = models.JSONField("随文件填的", default=dict)
    header = models.JSONField("标题行", default=list)
    columns = models.JSONField("列的对应", default=dict)
    notes = models.JSONField("读取说明", default=list)
    faults = models.PositiveIntegerField("不能导入的行", default=0)
    counts = models.JSONField("各类行数", default=dict)
    plan = models.CharField("打算的散列", max_length=64, blank=True)
    result = models.JSONField("结果", default=dict)
    message = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    changed_at = models.DateTimeField("变动时间", auto_now=True)

    class Meta:
        verbose_name = "上传的表格"
        verbose_name_plural = "上传的表格"
        ordering = ["-id"]
        indexes = [models.Index(fields=["by", "-id"])]

    def __str__(self) -> str:
        return self.name

    @property
    def content(self) -> bytes:
        """The file itself; empty once it was forgotten."""
        return base64.b64decode(self.sealed)

    @content.setter
    def content(self, data: bytes) -> None:
        self.sealed = base64.b64encode(data).decode()

    @property
    def problems(self) -> list[dict[str, Any]]:
        return json.loads(self.sealed_problems or "[]")

    @problems.setter
    def problems(self, found: list[dict[str, Any]]) -> None:
        self.sealed_problems = json.dumps(found, ensure_ascii=False) if found else ""

    @property
    def total(self) -> int:
        """Rows that can go in."""
        return sum(self.counts.values())

    @property
    def job(self):
        """The newest job that works on it."""
        jobs = Job.objects.filter(kind__in=["imports.check", "imports.apply"], key=str(self.pk))
        return jobs.order_by("-id").first()


class KnownHeading(models.Model):
    """What people said a heading is; an empty column: nothing we take."""

    kind = models.CharField("种类", max_length=64)
    heading = models.CharField("标题", max_length=60)
    column = models.CharField("列", max_length=64, blank=True)

    class Meta:
        verbose_name = "认得的标题"
        verbose_name_plural = "认得的标题"
        constraints = [models.UniqueConstraint(fields=["kind", "heading"], name="one_meaning_per_heading")]
