"""Lists the gate works with, and the record of warnings that a person released."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class TermList(models.Model):
    """Where terms come from: a list has a source and can be switched off as a whole."""

    name = models.CharField("词表", max_length=50, unique=True)
    source = models.CharField("出处", max_length=200, help_text="例如：本机关校对手册 2026 年版")
    note = models.TextField("说明", blank=True, max_length=500)
    active = models.BooleanField("启用", default=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    panels = [FieldPanel("name"), FieldPanel("source"), FieldPanel("note"), FieldPanel("active")]

    class Meta:
        verbose_name = "词表"
        verbose_name_plural = "词表"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TermQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(active=True, term_list__active=True)

    def version(self) -> str:
        """Changes with every change to terms or lists, so that what was built from them can be kept till then."""
        terms = self.aggregate(count=Count("pk"), last=Max("updated_at"))
        lists = TermList.objects.aggregate(
            count=Count("pk"), active=Count("pk", filter=Q(active=True)), last=Max("updated_at")
        )
        return "|".join(map(str, (*terms.values(), *lists.values())))


class Term(models.Model):
    class Kind(models.TextChoices):
        FORBIDDEN = "forbidden", "禁用"
        SENSITIVE = "sensitive", "敏感"
        MISSPELT = "misspelt", "易错"
        ALLOWED = "allowed", "允许"

    term_list = models.ForeignKey(
        TermList, verbose_name="词表", on_delete=models.CASCADE, related_name="terms"
    )
    text = models.CharField("词", max_length=100, db_index=True)
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.MISSPELT)
    right_form = models.CharField("正确写法", max_length=100, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    active = models.BooleanField("启用", default=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True, db_index=True)

    objects = TermQuerySet.as_manager()

    panels = [
        FieldPanel("term_list"),
        FieldRowPanel([FieldPanel("text"), FieldPanel("kind")]),
        FieldPanel("right_form"),
        FieldPanel("note"),
        FieldPanel("active"),
    ]

    class Meta:
        verbose_name = "词条"
        verbose_name_plural = "词条"
        ordering = ["term_list", "kind", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["term_list", "kind", "text"],
                name="one_term_per_list_and_kind",
                violation_error_message="这个词表里已经有同类的这个词。",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Leader(models.Model):
    """How a leader is to be named while in office."""

    name = models.CharField("姓名", max_length=30)
    titles = models.TextField(
        "职务", help_text="每行一个正确的职务，例如：市人大常委会主任", blank=True, max_length=1000
    )
    order = models.PositiveSmallIntegerField("排序", default=0, help_text="1 排在最前；0 不检查先后")
    since = models.DateField("任职起", null=True, blank=True)
    until = models.DateField("任职止", null=True, blank=True)
    source = models.CharField("依据", max_length=200, help_text="例如：任免公告的文号")
    active = models.BooleanField("启用", default=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("order")]),
        FieldPanel("titles"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
        FieldPanel("source"),
        FieldPanel("active"),
    ]

    class Meta:
        verbose_name = "领导人姓名与职务"
        verbose_name_plural = "领导人姓名与职务"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def title_list(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.titles.splitlines() if line.strip())


class GateWaiver(models.Model):
    """One warning on one revision, released by a person for a reason. Never edited; a new draft needs a new one."""

    revision = models.ForeignKey(
        "wagtailcore.Revision", verbose_name="稿", on_delete=models.CASCADE, related_name="gate_waivers"
    )
    issue_key = models.CharField("提示", max_length=24)
    code = models.CharField("代码", max_length=40)
    field = models.CharField("位置", max_length=100)
    message = models.CharField("内容", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="放行人", on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("理由", max_length=500)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "提示放行"
        verbose_name_plural = "提示放行"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "issue_key"], name="one_waiver_per_warning")
        ]
