"""A suggestion or a motion: what it is, who carries it, where it stands."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal_apps.deputies.models import Body, Session, Term

from ..states import ENDED, PRIVATE, STATES_OF, ItemState, Kind
from .stateful import Stateful


class Wish(models.TextChoices):
    """What the deputy thinks about the public reading it (豫建议第二十九条)."""

    OPEN = "open", "可以公开"
    SUMMARY = "summary", "只公开摘要"
    CLOSED = "closed", "不宜公开"


class Publicity(models.TextChoices):
    FULL = "full", "全文公开"
    SUMMARY = "summary", "公开摘要"
    NONE = "none", "不公开"


class Repeated(models.TextChoices):
    TWO = "two", "连续两年提出"
    THREE = "three", "连续三年提出"
    MORE = "more", "三年以上多次提出"


PUBLISHED = Q(publicity__in=(Publicity.FULL, Publicity.SUMMARY), published_at__isnull=False)


class ItemQuerySet(models.QuerySet):
    def suggestions(self):
        return self.filter(kind=Kind.SUGGESTION)

    def motions(self):
        return self.filter(kind=Kind.MOTION)

    def private(self):
        """Still with its sponsors: read by nobody else, unless staff typed it from paper."""
        return self.filter(state__in=PRIVATE, on_paper=False)

    def filed(self):
        """Not with its sponsors any more."""
        return self.exclude(state__in=PRIVATE)

    def published(self):
        return self.filter(PUBLISHED)

    def of_sponsor(self, user):
        """Those the person leads, signed, or was invited to sign."""
        from .sponsors import Sponsor

        return self.filter(
            pk__in=Sponsor.objects.carrying().filter(mandate__person__account=user).values("item")
        )

    def to_close(self):
        """Every unit is done with it, and it is not closed yet."""
        from .handling import Handling

        assigned = self.filter(state=ItemState.ASSIGNED)
        busy = Handling.objects.exclude(state__in=ENDED).values("item")
        return assigned.exclude(pk__in=busy)


class Item(Stateful):
    """One table for both kinds, because sponsors, texts, history and comments are the same things for both and go on
    when a motion becomes a suggestion. What only a motion has: `MotionCourse`."""

    uid = models.UUIDField("稳定标识", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("类型", max_length=12, choices=Kind)
    state = models.CharField(
        "状态", max_length=24, choices=ItemState, default=ItemState.DRAFT, editable=False
    )
    title = models.CharField("标题", max_length=120)
    number = models.CharField("编号", max_length=40, null=True, editable=False)
    number_period = models.CharField("编号的期间", max_length=20, blank=True, editable=False)
    term = models.ForeignKey(Term, verbose_name="届", on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(
        Session, verbose_name="会次", on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    in_session = models.BooleanField("会议期间提出", default=False)
    delegation = models.ForeignKey(
        Body, verbose_name="代表团", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    category = models.ForeignKey(
        "motions.Category", verbose_name="分类", on_delete=models.PROTECT, null=True, related_name="items"
    )
    on_paper = models.BooleanField("由工作人员按纸质件录入", default=False)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="录入", on_delete=models.PROTECT, related_name="+"
    )

    # what the deputy says about it
    suggested_category = models.ForeignKey(
        "motions.Category",
        verbose_name="建议的分类",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    suggested_units = models.ManyToManyField(
        Body, verbose_name="建议的承办单位", blank=True, related_name="+"
    )
    suggested_unit_text = models.CharField("建议的承办单位（文字）", max_length=200, blank=True)
    survey = models.CharField(
        "由调查研究形成", max_length=200, blank=True, help_text="专题调研、座谈、走访等"
    )
    repeated = models.CharField("多次提出尚未解决", max_length=8, choices=Repeated, blank=True)
    wants_contact = models.BooleanField("希望承办单位加强联系沟通", default=False)
    waives_reply = models.BooleanField("供工作参考，不需要书面答复", default=False)
    open_wish = models.CharField("可否公开", max_length=8, choices=Wish, default=Wish.OPEN)
    joinable = models.BooleanField("其他代表可以联名", default=False)
    confidential = models.BooleanField("请求对承办单位以外保密", default=False, help_text="可能受到报复等")
    no_secrets = models.BooleanField("声明不涉及国家秘密", default=False)
    contact_note = models.CharField("联系办法说明", max_length=200, blank=True)
    source_note = models.CharField("来源", max_length=200, blank=True, help_text="视察、联络站意见等")

    created_at = models.DateTimeField("建立", auto_now_add=True)
    submitted_at = models.DateTimeField("提出", null=True, editable=False)
    accepted_at = models.DateTimeField("受理", null=True, editable=False)
    closed_at = models.DateTimeField("办结", null=True, editable=False)

    publicity = models.CharField("公开方式", max_length=8, choices=Publicity, blank=True)
    publicity_reason = models.CharField("不公开、只公开摘要的理由", max_length=300, blank=True)
    publicity_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="公开审批",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    summary = models.TextField("公开摘要", blank=True)
    published_at = models.DateTimeField("公开时间", null=True, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "议案建议"
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "number_period", "number"], name="motions_number_once"),
            *(
                models.CheckConstraint(
                    condition=~Q(kind=kind) | Q(state__in=states), name=f"motions_{kind}_states"
                )
                for kind, states in STATES_OF.items()
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "state"]),
            models.Index(fields=["term", "kind"]),
            models.Index(fields=["submitted_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.get_kind_display()}《{self.title}》"

    @property
    def area(self) -> str:
        """Of the table of rights: suggestions, motions."""
        return f"{self.kind}s"

    @property
    def is_private(self) -> bool:
        return self.state in PRIVATE and not self.on_paper

    @property
    def answered_together(self) -> list[int]:
        """This one and those merged into it that were not withdrawn: each is answered, each is judged."""
        return [self.pk, *self.merges.filter(item__state=ItemState.MERGED).values_list("item", flat=True)]

    @property
    def text(self) -> "Text | None":
        return self.texts.last()

    @property
    def lead(self):
        return self.sponsors.filter(role="lead").select_related("mandate__person__account").first()


class Text(models.Model):
    """One version of the words. A draft is written over; what was filed stays, and a revision is a new version.

    Three parts: for a suggestion 情况和问题, 分析, 具体建议; for a motion 案由, 案据, 方案 (代表法第十五条).
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField("第几稿", default=1)
    title = models.CharField("标题", max_length=120)
    situation = models.TextField("情况和问题", blank=True)
    analysis = models.TextField("分析", blank=True)
    proposal = models.TextField("具体建议", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField("保存", auto_now=True)
    filed_at = models.DateTimeField("提出", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "正文"
        ordering = ["item", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="motions_text_once")]

    def parts(self) -> list[tuple[str, str]]:
        """(heading, words) of the parts that are written, by the words of the kind."""
        return [
            (heading, getattr(self, name))
            for name, heading in PART_NAMES[self.item.kind].items()
            if getattr(self, name)
        ]

    @property
    def length(self) -> int:
        """Characters without spaces and line breaks, as an office counts (字数)."""
        return sum(len("".join(getattr(self, name).split())) for name in PARTS)


PARTS = ("situation", "analysis", "proposal")
PART_NAMES = {
    Kind.SUGGESTION.value: {"situation": "情况和问题", "analysis": "分析", "proposal": "具体建议"},
    Kind.MOTION.value: {"situation": "案由", "analysis": "案据", "proposal": "方案"},
}
