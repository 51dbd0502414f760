"""What people keep beside the cases: filters with a name, and errands over many cases at once."""

import uuid

from django.conf import settings
from django.db import models

from foundation.jobs.models import Job
from foundation.storage.private import private_storage

USER = settings.AUTH_USER_MODEL


class SavedView(models.Model):
    """A list with its conditions, under a name. `office` says who else sees it: those who hold this role at this place."""

    owner = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    name = models.CharField("名称", max_length=30)
    queue = models.CharField("哪个队列", max_length=30, blank=True)
    query = models.CharField("条件", max_length=1000, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)
    office = models.CharField("给谁用", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "保存的视图"
        ordering = ["order", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="motions_view_once")]
        indexes = [
            models.Index(fields=["office"], condition=~models.Q(office=""), name="motions_view_shared")
        ]

    def __str__(self) -> str:
        return self.name


class Errand(models.Model):
    """One act on many cases, or an export: asked once (`uid` comes with the page), done row by row, each with its result."""

    class Kind(models.TextChoices):
        ASSIGN = "assign", "交办"
        PROPOSE = "propose_units", "拟承办单位"
        CLASSIFY = "classify", "分类"
        URGE = "urge", "催办"
        SIGN_FOR = "sign_for", "签收"
        EXPORT = "export", "导出"

    uid = models.UUIDField("页面", default=uuid.uuid4, unique=True)
    kind = models.CharField("做什么", max_length=20, choices=Kind)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked = models.JSONField("内容", default=dict)
    at = models.DateTimeField("时间", auto_now_add=True)
    ended_at = models.DateTimeField("办完", null=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    file = models.FileField("文件", max_length=200, blank=True, storage=private_storage)
    name = models.CharField("文件名", max_length=150, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "成批办理"
        ordering = ["-pk"]
        default_permissions = ()


class ErrandRowQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(done=None)

    def refused(self):
        return self.filter(done=False)


class ErrandRow(models.Model):
    """One case of an errand: waits, is done, or was refused and why."""

    errand = models.ForeignKey(Errand, on_delete=models.CASCADE, related_name="rows")
    key = models.BigIntegerField("哪一件")
    seen = models.PositiveIntegerField("看到的版本", null=True)
    label = models.CharField("名称", max_length=200)
    done = models.BooleanField("办成", null=True)
    why = models.CharField("为什么没有办", max_length=1000, blank=True)

    objects = ErrandRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "成批办理的一件"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["errand", "key"], name="motions_errand_row_once")]
