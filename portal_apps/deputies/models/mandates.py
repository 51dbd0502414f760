"""Mandates: by whom a person was elected into which congress, and in which state that stands."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from ..states import State
from .bodies import Body
from .congress import Term
from .people import Person


class Tag(models.Model):
    """What a structure is counted by: 构成 (工人, 农民…) and 专业领域. Loaded once, then the office's own list."""

    class Kind(models.TextChoices):
        STRUCTURE = "structure", "代表构成"
        FIELD = "field", "专业领域"

    kind = models.CharField("种类", max_length=12, choices=Kind)
    name = models.CharField("名称", max_length=30)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "标签"
        ordering = ["kind", "order", "name"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="deputies_tag_once")]

    def __str__(self) -> str:
        return self.name


class Source(models.TextChoices):
    GENERAL = "general", "换届选举"
    BY_ELECTION = "by_election", "补选"


class MandateQuerySet(models.QuerySet):
    def alive(self):
        """Not terminated; also those whose term is over."""
        return self.exclude(state=State.TERMINATED)

    def current(self, day: date | None = None):
        """Alive, and the term is not over on a day (today), whatever the state."""
        day = day or localdate()
        ends = Coalesce(F("ends_on"), F("term__until"))
        return self.alive().annotate(_ends=ends).filter(Q(_ends=None) | Q(_ends__gte=day))

    def serving(self, day: date | None = None):
        """Confirmed, begun and not over on a day (today): may exercise the mandate."""
        day = day or localdate()
        return self.current(day).filter(state=State.CONFIRMED, starts_on__lte=day)

    def matching(self, *, term=None, delegation=None, state: str = "", tag=None, level: str = ""):
        """What a list was asked for; empty conditions do not count."""
        asked = {
            "term": term,
            "delegation": delegation,
            "state": state,
            "term__area__level": level,
            "pk__in": tag and Mandate.tags.through.objects.filter(tag=tag).values("mandate"),
        }
        return self.filter(**{name: value for name, value in asked.items() if value})

    def for_reading(self):
        """With what a line of a list shows."""
        return self.select_related("person", "term__area", "delegation", "electing_unit", "station")


class Mandate(models.Model):
    """`state`, `delegation` and `proposal` are changed by `services.change` only; the rows of `MandateChange` say why."""

    person = models.ForeignKey(Person, verbose_name="代表", on_delete=models.PROTECT, related_name="mandates")
    term = models.ForeignKey(Term, verbose_name="届", on_delete=models.PROTECT, related_name="mandates")
    source = models.CharField("产生方式", max_length=12, choices=Source, default=Source.GENERAL)
    electing_unit = models.ForeignKey(
        Body, verbose_name="选举单位", on_delete=models.PROTECT, null=True, blank=True, related_name="elected"
    )
    constituency = models.CharField("选区", max_length=60, blank=True, help_text="县级、乡级代表由选民选举")
    delegation = models.ForeignKey(
        Body, verbose_name="代表团", on_delete=models.PROTECT, null=True, blank=True, related_name="delegates"
    )
    station = models.ForeignKey(
        Body, verbose_name="联络站", on_delete=models.PROTECT, null=True, blank=True, related_name="stationed"
    )
    contact_member = models.ForeignKey(
        Person,
        verbose_name="联系的常委会组成人员",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contacts",
    )
    certificate_number = models.CharField("代表证号", max_length=30, blank=True, db_index=True)
    tags = models.ManyToManyField(Tag, verbose_name="标签", blank=True, related_name="mandates")
    starts_on = models.DateField("任期起", null=True, blank=True)
    ends_on = models.DateField("任期止", null=True, blank=True, help_text="空着是到本届届满")
    state = models.CharField("状态", max_length=20, choices=State, default=State.ELECTED, editable=False)
    proposal = models.ForeignKey(
        "deputies.MandateChange",
        verbose_name="待决定的终止报告",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表资格"
        ordering = ["-term__number", "person__name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person", "term"],
                condition=~Q(state=State.TERMINATED),
                name="deputies_one_mandate_a_term",
            )
        ]
        indexes = [models.Index(fields=["term", "state"])]

    def __str__(self) -> str:
        return f"{self.person}，{self.term}"

    @property
    def last_day(self) -> date | None:
        return self.ends_on or self.term.until

    @property
    def over(self) -> bool:
        """The term ran out, whatever the state was."""
        return self.state != State.TERMINATED and self.last_day is not None and self.last_day < localdate()

    @property
    def area(self):
        return self.term.area
