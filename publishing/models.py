"""The change log, and the releases made from it."""

from django.conf import settings
from django.db import models


def _person(label: str) -> models.ForeignKey:
    """Who did it; what was done stays on record when the account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=label, null=True, on_delete=models.SET_NULL, related_name="+"
    )


class Change(models.Model):
    """Something public may have changed. Appended in the transaction that changes it; `id` is the order."""

    document_id = models.CharField("文档", max_length=100, db_index=True)
    verb = models.CharField("动作", max_length=32)
    reason = models.CharField("理由", max_length=500, blank=True)
    urgent = models.BooleanField("紧急", default=False)
    release_set = models.CharField("发布集", max_length=64, blank=True, db_index=True)
    actor = _person("操作人")
    at = models.DateTimeField("时间", auto_now_add=True)
    release = models.ForeignKey(
        "Release", verbose_name="上线版本", null=True, on_delete=models.SET_NULL, related_name="changes"
    )

    class Meta:
        verbose_name = "变更"
        verbose_name_plural = "变更日志"
        ordering = ["id"]


class ReleaseQuerySet(models.QuerySet):
    def told(self) -> "ReleaseQuerySet":
        """Newest first, with who, and how many changes each brought."""
        return self.select_related("by").annotate(change_count=models.Count("changes")).order_by("-id")

    def found_by(self, words: str, documents: list[str]) -> "ReleaseQuerySet":
        """Releases whose name, reason, person or changes hold the words, or that changed one of the documents."""
        wanted = models.Q(name__icontains=words) | models.Q(reason__icontains=words)
        wanted |= models.Q(changes__document_id__in=documents)
        for field in ("by__display_name", "changes__reason", "changes__actor__display_name"):
            wanted |= models.Q(**{f"{field}__icontains": words})
        return self.filter(pk__in=Release.objects.filter(wanted).order_by().values("pk"))

    def with_problems(self) -> "ReleaseQuerySet":
        return self.exclude(problems=[])


class Release(models.Model):
    """A release that was activated: what went in, how long it took, what could not be rendered."""

    class Kind(models.TextChoices):
        BUILD = "build", "发布"
        ROLLBACK = "rollback", "回退"

    name = models.CharField("版本", max_length=64, unique=True)
    kind = models.CharField("种类", max_length=16, choices=Kind.choices, default=Kind.BUILD)
    by = _person("操作人")
    reason = models.CharField("理由", max_length=500, blank=True)
    shows = models.CharField("内容同版本", max_length=64, blank=True)  # of a rollback: whose content it has
    sequence = models.BigIntegerField("变更到", default=0)
    documents = models.PositiveIntegerField("文档数", default=0)
    pages = models.PositiveIntegerField("页数", default=0)
    written = models.PositiveIntegerField("写入文件", default=0)
    removed = models.PositiveIntegerField("移除文件", default=0)
    seconds = models.FloatField("用时", default=0)
    cpu_seconds = models.FloatField("CPU 秒", default=0)
    problems = models.JSONField("问题", default=list)
    activated_at = models.DateTimeField("上线时间", auto_now_add=True)
    verified_at = models.DateTimeField("验证时间", null=True)
    faults = models.JSONField("验证发现", default=list)  # what the last verification found, in Chinese

    kept = models.BooleanField("永久保留", default=False)  # never cleaned away

    change_count: int  # set by `told`

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "发布记录"
        verbose_name_plural = "发布记录"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> int:
        digits = self.name[1:].partition("-")[0]
        return int(digits) if digits.isdigit() else 0


class Hold(models.Model):
    """Publishing is held: changes are recorded and wait. One at a time stands; ended ones stay on record."""

    reason = models.CharField("理由", max_length=500)
    by = _person("操作人")
    at = models.DateTimeField("时间", auto_now_add=True)
    standing = models.BooleanField("停住", default=True)
    ended_by = _person("恢复人")
    ended_at = models.DateTimeField("恢复时间", null=True)

    class Meta:
        verbose_name = "停住发布"
        verbose_name_plural = "停住发布"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["standing"], condition=models.Q(standing=True), name="one_standing_hold"
            )
        ]


class ExternalLink(models.Model):
    """A foreign address public pages link to, and what it answered when it was last asked."""

    class State(models.TextChoices):
        OK = "ok", "正常"
        GUARDED = "guarded", "不让程序看"
        BROKEN = "broken", "打不开"
        SILENT = "silent", "没有回答"
        REFUSED = "refused", "不检查"

    url = models.TextField("地址")
    url_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField("状态", max_length=10, choices=State, db_index=True)
    status = models.PositiveIntegerField("回答", default=0)
    note = models.CharField("说明", max_length=200, blank=True)
    since = models.DateTimeField("从何时起")
    checked_at = models.DateTimeField("最近检查")
    used_in = models.JSONField("用在", default=list)  # [{document_id, title}]

    class Meta:
        verbose_name = "外部链接"
        verbose_name_plural = "外部链接"
        ordering = ["state", "since"]

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """A release on its way to a target of RELEASE_TARGETS. One row for each pair; trying again changes it."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待投递"
        RUNNING = "running", "正在投递"
        DONE = "done", "已送到"
        SUPERSEDED = "superseded", "由更新的版本代替"
        REFUSED = "refused", "目标拒绝"

    target = models.CharField("目标", max_length=200)
    release = models.ForeignKey(
        Release, verbose_name="版本", on_delete=models.CASCADE, related_name="deliveries"
    )
    state = models.CharField("状态", max_length=12, choices=State, default=State.WAITING, db_index=True)
    full = models.BooleanField("完整投递", default=False)
    attempts = models.PositiveIntegerField("次数", default=0)
    error = models.TextField("出错", blank=True)
    files = models.PositiveIntegerField("送出文件", default=0)
    bytes = models.BigIntegerField("送出字节", default=0)
    by = _person("操作人")
    at = models.DateTimeField("记下时间", auto_now_add=True)
    done_at = models.DateTimeField("送到时间", null=True)

    class Meta:
        verbose_name = "投递"
        verbose_name_plural = "投递"
        ordering = ["-release_id", "target"]
        constraints = [models.UniqueConstraint(fields=["target", "release"], name="one_delivery_per_target")]
