"""Areas, and the terms (届) and sessions (次) of their congresses."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from ..numerals import spoken


class Level(models.TextChoices):
    """The five levels of congresses (选举法第二条)."""

    NATIONAL = "national", "全国"
    PROVINCIAL = "provincial", "省级"
    MUNICIPAL = "municipal", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


LEVELS = Level.values


class Area(models.Model):
    """An administrative area (行政区域) that has a congress of its own."""

    name = models.CharField("名称", max_length=60, unique=True)
    short = models.CharField("简称", max_length=20, blank=True, help_text="如“市”“望河区”，写在届次前面")
    level = models.CharField("层级", max_length=12, choices=Level)
    parent = models.ForeignKey(
        "self", verbose_name="上一级", on_delete=models.PROTECT, null=True, blank=True, related_name="within"
    )
    code = models.CharField("行政区划代码", max_length=12, blank=True, help_text="GB/T 2260")

    class Meta:
        verbose_name = verbose_name_plural = "行政区域"
        ordering = ["code", "name"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def line(self) -> list["Area"]:
        """This area and those above it, from below."""
        found: list[Area] = []
        area: Area | None = self
        while area is not None and area not in found:
            found.append(area)
            area = area.parent
        return found

    def related_to(self, other: "Area") -> bool:
        """The same, or one lies within the other (选举法第四十八条：隶属关系)."""
        return self in other.line() or other in self.line()


class DatedQuerySet(models.QuerySet):
    """For everything that begins and ends; the last day counts."""

    def on(self, day: date | None = None):
        """What is valid on a day (today)."""
        day = day or localdate()
        return self.filter(Q(since=None) | Q(since__lte=day)).filter(Q(until=None) | Q(until__gte=day))

    def open(self):
        """What has no end yet, or one that is still to come."""
        return self.filter(Q(until=None) | Q(until__gte=localdate()))


class Dated(models.Model):
    """Valid from `since` to `until`, both days included; empty: from the beginning, without an end."""

    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        abstract = True

    def valid(self, day: date | None = None) -> bool:
        day = day or localdate()
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)


class Term(Dated):
    """A term (届) of a congress: from the first sitting of its first session to that of the next term (代表法第四条)."""

    area = models.ForeignKey(Area, verbose_name="行政区域", on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField("第几届")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "届"
        ordering = ["area", "-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["area", "number"], name="deputies_term_once")]

    def __str__(self) -> str:
        return f"{self.area.short or self.area.name}{spoken(self.number)}届"


class Session(Dated):
    """A session (次) of the congress, plenary meetings only."""

    term = models.ForeignKey(Term, verbose_name="届", on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField("第几次会议")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "次"
        ordering = ["-term__number", "-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["term", "number"], name="deputies_session_once")]

    def __str__(self) -> str:
        return f"{self.term}{spoken(self.number)}次会议"
