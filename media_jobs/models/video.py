"""One video: its source, how far its making is, and what a player gets."""

import uuid

from django.conf import settings
from django.db import models

from ..contract import Plan, Probe


class VideoState(models.TextChoices):
    """Where the making stands. Whether it can be played already says `Video.is_playable`."""

    RECEIVED = "received", "已收下"
    WORKING = "working", "处理中"
    PAUSED = "paused", "暂停"
    READY = "ready", "可以播放"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


class Access(models.TextChoices):
    PUBLIC = "public", "公开"
    DEPUTIES = "deputies", "仅代表"


BESIDE = ("zero_s", "whole_s")  # kept with the probe, but said by those who looked


class VideoQuerySet(models.QuerySet["Video"]):
    def playable(self):
        """What a player can play now."""
        return self.filter(playing__gt=0)

    def named(self, word: str):
        """Those with this piece of text in the title or the name of the file."""
        return self.filter(models.Q(title__icontains=word) | models.Q(source_name__icontains=word))

    def unfinished(self):
        """What somebody or something still has to work on."""
        return self.filter(state__in=[VideoState.RECEIVED, VideoState.WORKING, VideoState.PAUSED])


class Video(models.Model):
    """`edition` is the newest version being made, `playing` the one players get (0: none yet).

    The source lies in the private zone for ever; what is made of it in the zone of its `access`, in a folder per edition.
    `trim` is what to keep of the source: start and end in seconds, or nothing for all of it.
    """

    key = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField("标题", max_length=200)
    access = models.CharField("谁能看", max_length=16, choices=Access, default=Access.PUBLIC)
    state = models.CharField("状态", max_length=16, choices=VideoState, default=VideoState.RECEIVED)
    percent = models.FloatField("进度", default=0)
    message = models.CharField("进展", max_length=300, blank=True)
    error = models.TextField("原因", blank=True)
    source = models.CharField("原始文件", max_length=200)
    source_name = models.CharField("文件名", max_length=150)
    source_size = models.PositiveBigIntegerField("字节数", default=0)
    digest = models.CharField("SHA-256", max_length=64, blank=True)
    trim = models.JSONField("保留的一段", null=True, blank=True)
    probe = models.JSONField("文件内容", null=True, blank=True)
    plan = models.JSONField("方案", null=True, blank=True)
    edition = models.PositiveIntegerField("版次", default=1)
    playing = models.PositiveIntegerField("在播的版次", default=0)
    duration_s = models.FloatField("时长（秒）", default=0)
    width = models.PositiveIntegerField("宽", default=0)
    height = models.PositiveIntegerField("高", default=0)
    loudness = models.FloatField("响度（LKFS）", null=True, blank=True)
    pictures_of = models.PositiveIntegerField("封面和缩略图的版次", default=0)
    poster = models.CharField("封面", max_length=200, blank=True)
    sprite = models.CharField("缩略图索引", max_length=200, blank=True)
    download = models.CharField("下载文件", max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁上传", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("收下的时间", auto_now_add=True)
    changed_at = models.DateTimeField("最后变动", auto_now=True)

    objects = VideoQuerySet.as_manager()

    class Meta:
        verbose_name = "视频"
        verbose_name_plural = "视频"
        ordering = ["-created_at"]
        default_permissions = ()
        indexes = [models.Index(fields=["state", "-created_at"], name="video_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_playable(self) -> bool:
        return self.playing > 0

    @property
    def found(self) -> Probe:
        """What is in the source; for a video that was looked at."""
        told = (self.probe or {}).items()
        return Probe.from_dict({name: value for name, value in told if name not in BESIDE})

    @property
    def zero_s(self) -> float:
        """The stamp of the first picture shown, as the source counts."""
        return float((self.probe or {})["zero_s"])

    @property
    def planned(self) -> Plan:
        """What is made of it; for a video that was looked at."""
        return Plan.from_dict(self.plan or {})

    @property
    def folder(self) -> str:
        """Where everything of this video lies, in either zone."""
        return f"videos/{self.key.hex}"

    @property
    def master(self) -> str:
        """The name of the playlist players begin with; the same for every edition."""
        return f"{self.folder}/master.m3u8"
