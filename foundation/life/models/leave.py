"""Somebody is away for a while, and who stands in."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.timezone import localdate

from foundation.rights.models import Grant


class LeaveQuerySet(models.QuerySet["Leave"]):
    def on(self, day: date | None = None):
        """Holding on a day (today)."""
        day = day or localdate()
        return self.filter(ended_at=None, since__lte=day, until__gte=day)

    def not_over(self):
        return self.filter(ended_at=None, until__gte=localdate())


class Leave(models.Model):
    """Whole days of the office, both included. `grants` are those of the stand-in, time-boxed to it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁", on_delete=models.PROTECT, related_name="leaves"
    )
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="代理人", on_delete=models.PROTECT, related_name="stands_in"
    )
    since = models.DateField("从")
    until = models.DateField("到")
    reason = models.CharField("事由", max_length=200)
    grants: models.ManyToManyField = models.ManyToManyField(Grant, related_name="+", verbose_name="代理授权")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="谁记的", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField("提前结束", null=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = "休假"
        verbose_name_plural = "休假"
        ordering = ["-since", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="life_leave_forward"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.since:%Y-%m-%d} 至 {self.until:%Y-%m-%d}，{self.stand_in}代理"
