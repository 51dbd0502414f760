"""Several items that go live in one release, or none of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ReleaseSet(models.Model):
    """An open set holds its members back after the final review until somebody releases it."""

    class State(models.TextChoices):
        OPEN = "open", "未发布"
        RELEASED = "released", "已发布"
        CANCELLED = "cancelled", "已取消"

    key = models.SlugField("编号", unique=True, editable=False)
    name = models.CharField("名称", max_length=100)
    note = models.CharField("说明", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN, db_index=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="建立人", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="发布人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_at = models.DateTimeField("发布时间", null=True)

    class Meta:
        verbose_name = "发布集"
        verbose_name_plural = "发布集"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class ReleaseSetMember(models.Model):
    """A page in a set. `waiting` ends when the set is released or cancelled; a page waits in one set."""

    release_set = models.ForeignKey(ReleaseSet, on_delete=models.CASCADE, related_name="members")
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="稿件", on_delete=models.CASCADE, related_name="release_sets"
    )
    waiting = models.BooleanField("等待发布", default=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "发布集成员"
        verbose_name_plural = "发布集成员"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(waiting=True),
                name="page_waits_in_one_set",
                violation_error_message="这篇稿子已经在另一个发布集里。",
            ),
            models.UniqueConstraint(fields=["release_set", "page"], name="page_once_per_set"),
        ]
