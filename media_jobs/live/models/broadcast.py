"""One broadcast: when it is, who may watch, where it stands."""

import uuid

from django.conf import settings
from django.db import models

from media_jobs.models import Access, Video


class BroadcastState(models.TextChoices):
    SCHEDULED = "scheduled", "已排期"
    WAITING = "waiting", "有信号，未开播"
    LIVE = "live", "直播中"
    GAP = "gap", "信号中断"
    ENDED = "ended", "已结束"
    REPLAY = "replay", "可回看"
    CANCELLED = "cancelled", "已取消"


ON_AIR = (BroadcastState.LIVE, BroadcastState.GAP)
BEFORE = (BroadcastState.SCHEDULED, BroadcastState.WAITING)
ENDED = (BroadcastState.ENDED, BroadcastState.REPLAY)


class BroadcastQuerySet(models.QuerySet["Broadcast"]):
    def on_air(self):
        """Opened and not closed."""
        return self.filter(state__in=ON_AIR)

    def unclosed(self):
        """Those for which a signal may come in."""
        return self.filter(state__in=[*BEFORE, *ON_AIR])

    def named(self, word: str):
        """Those with this piece of text in the title or in what they belong to."""
        return self.filter(models.Q(title__icontains=word) | models.Q(subject_label__icontains=word))


class Broadcast(models.Model):
    """`delay_s` is how far the public stands behind what was recorded: the time in which something can be cut out.

    `video` is made of the recording after the end. `viewers` is what was counted last. `trouble` is a sentence for the
    control room, empty where all is well.
    """

    key = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField("标题", max_length=200)
    access = models.CharField("谁能看", max_length=16, choices=Access, default=Access.PUBLIC)
    starts_at = models.DateTimeField("计划开始")
    ends_at = models.DateTimeField("计划结束")
    state = models.CharField("状态", max_length=16, choices=BroadcastState, default=BroadcastState.SCHEDULED)
    delay_s = models.PositiveSmallIntegerField("延迟（秒）")
    opened_at = models.DateTimeField("开播时间", null=True, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    video = models.ForeignKey(
        Video, verbose_name="回看视频", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject_label = models.CharField("所属会议", max_length=200, blank=True)
    subject_address = models.CharField("会议地址", max_length=300, blank=True)
    viewers = models.PositiveIntegerField("在看人数", default=0)
    trouble = models.CharField("要注意的", max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁排的", on_delete=models.PROTECT, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁结束的", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # fmt: skip
    created_at = models.DateTimeField("排期的时间", auto_now_add=True)
    changed_at = models.DateTimeField("最后变动", auto_now=True)

    objects = BroadcastQuerySet.as_manager()

    class Meta:
        verbose_name = "直播"
        verbose_name_plural = "直播"
        ordering = ["-starts_at"]
        default_permissions = ()
        indexes = [models.Index(fields=["state", "-starts_at"], name="broadcast_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_on_air(self) -> bool:
        return self.state in ON_AIR

    @property
    def folder(self) -> str:
        """Where everything of it lies that players get, in either zone."""
        return f"live/{self.key.hex}"
