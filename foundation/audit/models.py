"""One row per state-changing request, chained and sealed; rows are never updated or deleted."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from .chain import GENESIS, PLAIN
from .search import Searchable


class AuditQuerySet(Searchable):
    def tip(self) -> tuple[int, str]:
        """Sequence and hash of the newest record."""
        return self.order_by("-sequence").values_list("sequence", "hash").first() or (0, GENESIS)

    def oldest(self) -> int | None:
        """Sequence of the oldest record the database still holds."""
        return self.order_by("sequence").values_list("sequence", flat=True).first()

    def head(self) -> str:
        return self.tip()[1]

    def last_sequence(self) -> int:
        """Also the number of records, those in files with them: the sequence has no gap."""
        return self.tip()[0]


class Said(models.Model):
    """What was done to which object with which result. Holds digests, never the content itself."""

    class Result(models.TextChoices):
        OK = "ok", "成功"
        REFUSED = "refused", "被拒"
        FAILED = "failed", "未成"

    verb = models.CharField("动作", max_length=64)
    object_key = models.CharField("对象", max_length=100, blank=True)
    before = models.CharField("之前的摘要", max_length=64, blank=True, default="")
    after = models.CharField("之后的摘要", max_length=64, blank=True, default="")
    result = models.CharField("结果", max_length=16, choices=Result, default=Result.OK)
    detail = models.JSONField("说明", default=dict)

    class Meta:
        abstract = True


class AuditRecord(Said):
    """One request, or one act outside a request: who, from where, when, and the act that gives it its name."""

    sequence = models.BigIntegerField("序号", primary_key=True)
    format = models.SmallIntegerField("格式", default=PLAIN)
    at = models.DateTimeField("时间", db_default=Now(), db_index=True)
    request_id = models.CharField("请求号", max_length=32, blank=True, default="", db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="操作人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    actor_name = models.CharField("操作人姓名", max_length=50, blank=True)
    roles = models.CharField("当时的角色", max_length=200, blank=True, default="")
    address = models.CharField("地址", max_length=64, blank=True, default="", db_index=True)
    session = models.CharField("会话摘要", max_length=16, blank=True, default="")
    key_id = models.CharField("密钥", max_length=16, blank=True, default="")
    previous_hash = models.CharField("前一条的散列", max_length=64)
    hash = models.CharField("散列", max_length=64, unique=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["sequence"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["verb", "-sequence"], name="audit_by_verb"),
            models.Index(fields=["object_key", "-sequence"], name="audit_by_object"),
            models.Index(fields=["actor", "-sequence"], name="audit_by_actor"),
            models.Index(fields=["result", "-sequence"], name="audit_by_result"),
        ]

    @property
    def result_name(self) -> str:
        return self.get_result_display()


class AuditAct(Said):
    """What else was done in the same request; sealed with its record."""

    pk = models.CompositePrimaryKey("record_id", "number")
    record = models.ForeignKey(
        AuditRecord, verbose_name="记录", on_delete=models.PROTECT, related_name="acts", db_index=False
    )
    number = models.SmallIntegerField("次序")

    class Meta:
        verbose_name = "记录中的动作"
        ordering = ["record_id", "number"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["verb", "-record"], name="audit_act_by_verb"),
            models.Index(fields=["object_key", "-record"], name="audit_act_by_object"),
        ]


class AuditArchive(models.Model):
    """A file that holds records `first` to `last`, done from `began` to `ended`; written after the file was read back.
    Sealed like a record."""

    first = models.BigIntegerField("从第几号", unique=True)
    last = models.BigIntegerField("到第几号")
    previous_hash = models.CharField("前一条的散列", max_length=64)
    tail = models.CharField("最后一条的散列", max_length=64)
    file = models.CharField("文件", max_length=100, unique=True)
    sha256 = models.CharField("文件的散列", max_length=64)
    began = models.DateTimeField("最早的记录")
    ended = models.DateTimeField("最晚的记录")
    at = models.DateTimeField("封存时间")
    key_id = models.CharField("密钥", max_length=16)
    mark = models.CharField("封签", max_length=64)

    class Meta:
        verbose_name = "封存的审计记录"
        ordering = ["first"]
        default_permissions = ()

    def is_removed(self) -> bool:
        """Whether the database holds its records no more; they leave it all at once."""
        return not AuditRecord.objects.filter(pk=self.last, hash=self.tail).exists()


class AuditAnchor(models.Model):
    """That a head was noted outside, and where. Only for people to see: the proof is what stands outside."""

    at = models.DateTimeField("时间", db_default=Now())
    sequence = models.BigIntegerField("序号")
    hash = models.CharField("散列", max_length=64)
    kept = models.JSONField("存到哪里", default=list)
    failed = models.JSONField("没存成", default=dict)

    class Meta:
        verbose_name = "链头存证"
        ordering = ["pk"]
        default_permissions = ()
