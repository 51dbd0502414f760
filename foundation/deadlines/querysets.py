"""Named questions about clocks. `today` is a day of the office; without it, today."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Value, When
from django.utils.timezone import localdate


class ClockQuerySet(models.QuerySet):
    def open(self):
        return self.exclude(state="stopped")

    def running(self):
        return self.filter(state="running")

    def paused(self):
        return self.filter(state="paused")

    def stopped(self):
        return self.filter(state="stopped")

    def overdue(self, today: date | None = None):
        """Red: running, and the last day is over."""
        return self.running().filter(due_on__lt=today or localdate())

    def amber(self, today: date | None = None):
        today = today or localdate()
        return self.running().filter(amber_on__lte=today, due_on__gte=today)

    def due_within(self, days: int, today: date | None = None):
        """Running and due today or in the next so many calendar days."""
        today = today or localdate()
        return self.running().filter(due_on__range=(today, today + timedelta(days)))

    def in_time(self):
        return self.stopped().filter(stopped_on__lte=F("due_on"))

    def late(self):
        """Stopped after the last day."""
        return self.stopped().filter(stopped_on__gt=F("due_on"))

    def of(self, target, kind: str = ""):
        """The clocks of an object."""
        found = self.filter(
            content_type=ContentType.objects.get_for_model(target, for_concrete_model=False),
            object_id=str(target.pk),
        )
        return found.filter(kind=kind) if kind else found

    def most_urgent_first(self, today: date | None = None):
        """Red, amber, running, paused, stopped; in each the earliest last day first."""
        today = today or localdate()
        rank = Case(
            When(state="stopped", then=Value(4)),
            When(state="paused", then=Value(3)),
            When(due_on__lt=today, then=Value(0)),
            When(amber_on__lte=today, then=Value(1)),
            default=Value(2),
        )
        return self.annotate(rank=rank).order_by("rank", "due_on", "id")

    def to_warn(self, step: str, level: str, delay: int, today: date):
        """Running clocks whose lamp `step` has been on for `delay` days and whose `level` was not told yet."""
        from .models import ClockWarning

        since = today - timedelta(delay)
        lit = Q(due_on__lt=since) if step == "red" else Q(amber_on__lte=since, due_on__gte=today)
        told = ClockWarning.objects.filter(
            clock=OuterRef("pk"), term=OuterRef("term"), step=step, level=level
        )
        return self.running().filter(lit, ~models.Exists(told)).order_by("due_on", "id")
