"""What staff are alerted to: absences from sessions, and facts that may end a mandate."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .congress import Session
from .mandates import Mandate
from .people import Person


class Absence(models.Model):
    """A deputy did not attend a session of the congress. Approved leave is recorded too, and does not count."""

    mandate = models.ForeignKey(
        Mandate, verbose_name="代表资格", on_delete=models.PROTECT, related_name="absences"
    )
    session = models.ForeignKey(
        Session, verbose_name="会议", on_delete=models.PROTECT, related_name="absences"
    )
    approved = models.BooleanField("经批准请假", default=False)
    ground = models.CharField("依据", max_length=200, help_text="出席情况报告、请假条")
    withdrawn = models.CharField("撤销原因", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "缺席"
        ordering = ["-session__term__number", "-session__number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "session"], condition=models.Q(withdrawn=""), name="deputies_absent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mandate}，{self.session}"


class Relocation(models.Model):
    """A deputy moved out of the area, or was transferred out of it (代表法第六十二条第（一）项). A fact, not a decision."""

    class What(models.TextChoices):
        RESIDENCE = "residence", "迁出本行政区域"
        WORK = "work", "调离本行政区域"

    person = models.ForeignKey(
        Person, verbose_name="代表", on_delete=models.PROTECT, related_name="relocations"
    )
    what = models.CharField("变动", max_length=12, choices=What)
    moved_on = models.DateField("变动日期")
    place = models.CharField("到哪里", max_length=100)
    source = models.CharField("依据", max_length=200, help_text="户籍证明、调令的文号；本人报告")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "区域变动"
        ordering = ["-moved_on", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.moved_on:%Y-%m-%d} {self.get_what_display()}，到{self.place}"


class AlertQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)


class Alert(models.Model):
    """Something a person has to look at. The system never ends a mandate by itself."""

    class Kind(models.TextChoices):
        ABSENCE = "absence", "两次未经批准不出席会议"
        MOVED = "moved", "迁出、调离本行政区域"
        OFFICE = "office", "常委会组成人员担任国家机关职务"

    kind = models.CharField("种类", max_length=12, choices=Kind)
    person = models.ForeignKey(Person, verbose_name="代表", on_delete=models.PROTECT, related_name="alerts")
    text = models.CharField("提醒", max_length=300)
    law = models.CharField("依据", max_length=100)
    raised_at = models.DateTimeField("提醒时间", default=timezone.now)
    closed_at = models.DateTimeField("处理时间", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField("处理结果", max_length=300, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提醒"
        ordering = ["-raised_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "person"], condition=models.Q(closed_at=None), name="deputies_one_open_alert"
            )
        ]

    def __str__(self) -> str:
        return self.text
