"""Bodies of the congress and the units that handle its business, with their liaison persons."""

from django.conf import settings
from django.db import models

from ..kinds import BY_KEY, KINDS, BodyKind
from .congress import Area, Dated, DatedQuerySet, Term


class Organ(models.TextChoices):
    """一府一委两院, and those besides them that handle suggestions too."""

    GOVERNMENT = "government", "人民政府"
    SUPERVISORY = "supervisory", "监察委员会"
    COURT = "court", "人民法院"
    PROCURATORATE = "procuratorate", "人民检察院"
    OTHER = "other", "其他机关、组织"


class BodyQuerySet(DatedQuerySet):
    def kind(self, *keys: str):
        return self.filter(kind__in=keys)

    def of_term(self, term):
        return self.filter(term=term)

    def matching(self, *, kind: str = "", text: str = "", ended: bool = False):
        """What a list was asked for."""
        found = self.filter(kind=kind) if kind else self
        found = found.filter(name__icontains=text) if text else found
        return found if ended else found.open()


class Body(Dated):
    """One body of one kind (`kinds.KINDS`). Never deleted: it ends."""

    kind = models.CharField("种类", max_length=24, choices=[(kind.key, kind.name) for kind in KINDS])
    name = models.CharField("名称", max_length=100)
    parent = models.ForeignKey(
        "self", verbose_name="属于", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    term = models.ForeignKey(
        Term, verbose_name="届", on_delete=models.PROTECT, null=True, blank=True, related_name="bodies"
    )
    area = models.ForeignKey(
        Area,
        verbose_name="行政区域",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        help_text="代表团、选举单位、联络站在哪里",
    )
    organ = models.CharField("系统", max_length=16, choices=Organ, blank=True)
    order = models.PositiveIntegerField("次序", default=0)
    ground = models.CharField("设立依据", max_length=200, blank=True, help_text="决定或者文号")

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "机构"
        ordering = ["kind", "order", "name"]
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def what(self) -> BodyKind:
        return BY_KEY[self.kind]

    @property
    def key(self) -> str:
        """As a place of a grant: delegation:12; '' where roles are not granted for it."""
        return f"{self.what.place}:{self.pk}" if self.what.place else ""

    def post_name(self, post: str) -> str:
        return dict(self.what.posts).get(post, post)


class LiaisonPerson(Dated):
    """Who of a handling unit or desk a deputy and the congress call (代表联络员)."""

    body = models.ForeignKey(Body, verbose_name="单位", on_delete=models.PROTECT, related_name="liaison")
    name = models.CharField("姓名", max_length=50)
    duty = models.CharField("职务", max_length=60, blank=True)
    office_phone = models.CharField("办公电话", max_length=30)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="账号",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表联络员"
        ordering = ["body", "name"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}（{self.body}）"
