"""What a person chose, and how much was sent today."""

from django.conf import settings
from django.db import models
from django.db.models import F


class Choice(models.TextChoices):
    NOW = "now", "立即"
    DIGEST = "digest", "每日汇总"
    OFF = "off", "不发"


class Preference(models.Model):
    """A deviation from the default of the kind; no row means the default."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("种类", max_length=32)
    carrier = models.CharField("通道", max_length=16)
    choice = models.CharField("怎么发", max_length=8, choices=Choice)

    class Meta:
        verbose_name = "消息偏好"
        verbose_name_plural = "消息偏好"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "carrier"], name="one_choice_per_kind")
        ]


class Tally(models.Model):
    """Requests of one day, counted as they start: for the account, and for each person."""

    day = models.DateField("日")
    carrier = models.CharField("通道", max_length=16)
    scope = models.CharField("范围", max_length=32)  # account, person:17
    used = models.PositiveIntegerField("已发", default=0)

    class Meta:
        verbose_name = "当日用量"
        verbose_name_plural = "当日用量"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["day", "carrier", "scope"], name="one_tally_per_day")]

    @classmethod
    def take(cls, day, carrier: str, scope: str, limit: int) -> bool:
        """Count one more unless the limit is reached. Safe between processes."""
        cls.objects.get_or_create(day=day, carrier=carrier, scope=scope)
        row = cls.objects.filter(day=day, carrier=carrier, scope=scope, used__lt=limit)
        return bool(row.update(used=F("used") + 1))
