"""Who holds which post in which body, and which public offices elsewhere."""

from django.db import models

from .bodies import Body
from .congress import Dated, DatedQuerySet
from .mandates import Mandate
from .people import Person


class MembershipQuerySet(DatedQuerySet):
    def of_kind(self, *kinds: str):
        return self.filter(body__kind__in=kinds)


class Membership(Dated):
    """A post in a body (`kinds`: posts), held by a deputy as such or by a member of staff. Never deleted: it ends."""

    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="posts")
    mandate = models.ForeignKey(
        Mandate,
        verbose_name="凭哪一届代表资格",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
    )
    body = models.ForeignKey(Body, verbose_name="机构", on_delete=models.PROTECT, related_name="members")
    post = models.CharField("职务", max_length=20)
    ground = models.CharField("依据", max_length=200, blank=True, help_text="任命或者推选的决定、文号")
    end_ground = models.CharField("结束的依据", max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["body__kind", "body__order", "since"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person", "body", "post"],
                condition=models.Q(until=None),
                name="deputies_one_open_post",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}{self.post_name}"

    @property
    def post_name(self) -> str:
        return self.body.post_name(self.post)


class PublicOffice(Dated):
    """A post in an organ of state. Members of the standing committee may not hold one (地方组织法第四十七条)."""

    class Branch(models.TextChoices):
        EXECUTIVE = "executive", "国家行政机关"
        SUPERVISORY = "supervisory", "监察机关"
        COURT = "court", "审判机关"
        PROCURATORATE = "procuratorate", "检察机关"

    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="offices")
    branch = models.CharField("机关", max_length=16, choices=Branch)
    title = models.CharField("单位和职务", max_length=100)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "国家机关职务"
        ordering = ["-since"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.title}（{self.get_branch_display()}）"
