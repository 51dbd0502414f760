"""What the office orders items by: categories, numbers, classes of replies."""

from django.conf import settings
from django.db import models

from portal_apps.deputies.models import Session

from ..states import Kind
from .items import PART_NAMES


class Category(models.Model):
    """A tree the office edits; an entry that is not used any more is closed, not deleted."""

    parent = models.ForeignKey(
        "self", verbose_name="上一级", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    name = models.CharField("名称", max_length=40)
    order = models.PositiveSmallIntegerField("次序", default=0)
    closed = models.BooleanField("停用", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "分类"
        ordering = ["order", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="motions_category_once"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(parent=None), name="motions_top_category_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parent}／{self.name}" if self.parent else self.name

    def line(self) -> list["Category"]:
        """This and those above it, from below."""
        found: list[Category] = []
        one: Category | None = self
        while one is not None and one not in found:
            found.append(one)
            one = one.parent
        return found


class NumberSeries(models.Model):
    """How numbers of one kind look, e.g. 第{n}号, 第B({year}){n:03}号."""

    class Restart(models.TextChoices):
        SESSION = "session", "每次会议"
        YEAR = "year", "每年"
        TERM = "term", "每届"

    kind = models.CharField("类型", max_length=12, choices=Kind, unique=True)
    pattern = models.CharField(
        "格式", max_length=60, help_text="可用 {term} {session} {year} {n}，{n:03} 补零到三位"
    )
    restart = models.CharField("从一起编", max_length=8, choices=Restart, default=Restart.SESSION)

    class Meta:
        verbose_name = verbose_name_plural = "编号规则"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.pattern}"


class NumberCounter(models.Model):
    """The last number given in a period. Only grows: a number is never given twice, whatever became of the item."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="counters")
    period = models.CharField("期间", max_length=20)
    last = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["series", "period"], name="motions_counter_once")]


class Situation(models.TextChoices):
    """The five of 豫建议第十九条."""

    SOLVED = "solved", "所提问题已经解决"
    SOLVING = "solving", "有条件解决，正在解决"
    PLANNED = "planned", "列入工作计划、规划，在期限内解决"
    IMPOSSIBLE = "impossible", "确实不能解决，如实说明"
    HIGHER = "higher", "属于上级职权，已向上级反映"


class ResultClass(models.Model):
    """Which letter a situation gets, and whether its promises are tracked. The office's own list."""

    situation = models.CharField("情形", max_length=12, choices=Situation, unique=True)
    letter = models.CharField("办理结果", max_length=1, choices=[(one, one) for one in "ABCD"])
    tracked = models.BooleanField(
        "跟踪落实", default=False, help_text="答复以后要有承诺事项（豫建议第二十七条）"
    )

    class Meta:
        verbose_name = verbose_name_plural = "办理结果分类"
        ordering = ["letter", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.letter}：{self.get_situation_display()}"


class SessionCutoff(models.Model):
    """Until when one may file in a session: fixed by its Presidium (组织法第二十二条), so a fact and not a rule."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="cutoff")
    motions_until = models.DateTimeField("议案截止时间")
    suggestions_until = models.DateTimeField("会议建议截止时间", null=True, blank=True)
    decision = models.CharField("主席团决定", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "议案建议截止时间"
        default_permissions = ()


class GateRule(models.Model):
    """What is looked for before filing: words, what is said to the deputy, where to go instead, and the text it rests
    on. The office's own list; the checks that are no words (length, sponsors) are in `gate`."""

    class Level(models.TextChoices):
        REFUSE = "refuse", "不能提出"
        WARN = "warn", "提醒核对"

    key = models.SlugField("标识", max_length=40, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("程度", max_length=8, choices=Level)
    words = models.TextField("词语", help_text="一行一个；一行里用空格分开的几个词要在同一句里都出现")
    exceptions = models.TextField("不算的说法", blank=True, help_text="一行一个；句子里有它就不算")
    message = models.CharField("为什么", max_length=300)
    where = models.CharField("到哪里去办", max_length=200, blank=True)
    source = models.CharField("依据", max_length=200)
    enabled = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "提出前的检查"
        ordering = ["level", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Guide(models.Model):
    """What stands beside a field while somebody writes, and a scaffold to start from. The office's own words."""

    kind = models.CharField("类型", max_length=12, choices=Kind)
    field = models.SlugField("哪一栏", max_length=40)
    help = models.CharField("怎么写", max_length=300, blank=True)
    scaffold = models.TextField("提纲", blank=True, help_text="代表点“套用提纲”时填进空着的这一栏")

    class Meta:
        verbose_name = verbose_name_plural = "写作提示"
        ordering = ["-kind", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "field"], name="motions_guide_once")]

    def __str__(self) -> str:
        names = PART_NAMES[self.kind] | {"title": "标题", "survey": "调研", "source_note": "来源"}
        names |= {"suggested_unit_text": "建议的承办单位", "contact_note": "联系办法"}
        return f"{self.get_kind_display()}：{names.get(self.field, self.field)}"
