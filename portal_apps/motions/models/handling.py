"""One unit's part of an item, and what happens inside it until the reply."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal_apps.deputies.models import Body

from ..states import ENDED, HandlingState
from .items import Item
from .stateful import Stateful

USER = settings.AUTH_USER_MODEL


class HandlingQuerySet(models.QuerySet):
    def open(self):
        return self.exclude(state__in=ENDED)

    def answering(self):
        """Those that owe the deputies a reply of their own: lead units and separate ones."""
        return self.exclude(role=Handling.Role.ASSIST)

    def assisting(self):
        return self.filter(role=Handling.Role.ASSIST)

    def of_unit(self, *units: int):
        """What lies with these units now; what waits for the office is nobody's yet."""
        waiting = (HandlingState.PROPOSED, HandlingState.AT_OFFICE, HandlingState.RETURNED)
        return self.filter(unit__in=units).exclude(state__in=waiting)


class Handling(Stateful):
    """A place in the assignment. When a return is granted the place stays and another unit takes it: its clock starts
    anew and knows the first day, and `Event` and `ReturnRequest` say who had it before."""

    class Role(models.TextChoices):
        MAIN = "main", "主办"
        ASSIST = "assist", "协办"
        SEPARATE = "separate", "分别办理"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="handlings")
    unit = models.ForeignKey(
        Body, verbose_name="承办单位", on_delete=models.PROTECT, related_name="handlings"
    )
    role = models.CharField("办理方式", max_length=8, choices=Role)
    office = models.ForeignKey(
        Body, verbose_name="经哪个办公厅分办", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField("状态", max_length=20, choices=HandlingState, default=HandlingState.PROPOSED)
    task = models.CharField("办理内容", max_length=300, blank=True)
    wanted_on = models.DateField(
        "要求办结日", null=True, blank=True, help_text="交办时商定的日子；法定答复期限另外计算"
    )
    first_assigned_on = models.DateField("首次交办日", null=True, editable=False)
    assigned_on = models.DateField("交办日", null=True, editable=False, help_text="答复期限自这一天起算")
    received_on = models.DateField("单位收到日", null=True, editable=False)
    handler = models.ForeignKey(
        USER, verbose_name="经办人", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = HandlingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承办"
        ordering = ["item", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["item", "unit"],
                condition=~Q(state=HandlingState.CANCELLED),
                name="motions_unit_once",
            )
        ]
        indexes = [models.Index(fields=["unit", "state"]), models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"{self.item}，{self.unit}{self.get_role_display()}"

    @property
    def answers(self) -> bool:
        return self.role != self.Role.ASSIST

    @property
    def round(self) -> int:
        """2 after a redo was asked for."""
        return 2 if hasattr(self, "redo") else 1

    @property
    def reply(self) -> "models.Model | None":
        """The newest version of the reply."""
        return self.replies.last()


class SubHandling(models.Model):
    """分办 within a unit: which desk does what until when. Counts for the unit only."""

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="subs")
    desk = models.ForeignKey(Body, verbose_name="办理岗位", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        USER, verbose_name="谁办", on_delete=models.PROTECT, null=True, related_name="+"
    )
    task = models.CharField("办什么", max_length=300, blank=True)
    due_on = models.DateField("单位内部期限", null=True, blank=True)
    done_at = models.DateTimeField("办完", null=True)
    result = models.TextField("办理情况", blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "单位内分办"
        ordering = ["handling", "pk"]
        default_permissions = ()


class ReturnRequest(models.Model):
    """A unit says that it is not the one (豫建议第十四条)."""

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="returns")
    unit = models.ForeignKey(Body, verbose_name="申请单位", on_delete=models.PROTECT, related_name="+")
    grounds = models.TextField("理由")
    suggested_unit = models.CharField("认为应由谁办", max_length=100, blank=True)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("提出", auto_now_add=True)
    late_override = models.CharField("逾期准予的理由", max_length=300, blank=True)
    passed_at = models.DateTimeField("政府办公厅转报", null=True)
    passed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    opinion = models.CharField("政府办公厅意见", max_length=300, blank=True)
    granted = models.BooleanField("同意", null=True)
    decision = models.CharField("决定和理由", max_length=300, blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("决定", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "退回申请"
        ordering = ["handling", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["handling"], condition=Q(granted=None), name="motions_one_open_return"
            )
        ]


class Contact(models.Model):
    """The unit spoke with the deputy (面商、走访、座谈…)."""

    class Form(models.TextChoices):
        VISIT = "visit", "走访"
        TALK = "talk", "座谈、面商"
        SURVEY = "survey", "邀请参加调研"
        PHONE = "phone", "电话"
        ONLINE = "online", "网上沟通"
        LETTER = "letter", "书信"

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="contacts")
    form = models.CharField("方式", max_length=8, choices=Form)
    on = models.DateField("日期")
    sponsors = models.ManyToManyField("motions.Sponsor", verbose_name="和谁", related_name="contacts")
    notes = models.TextField("情况")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("登记", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "联系代表"
        ordering = ["handling", "on", "pk"]
        default_permissions = ()

    @property
    def in_person(self) -> bool:
        return self.form in (self.Form.VISIT, self.Form.TALK, self.Form.SURVEY)


class AssistOpinion(models.Model):
    """What an assisting unit tells the lead unit in writing (豫建议第十八条)."""

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="opinions")
    text = models.TextField("协办意见")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("提出", auto_now_add=True)
    in_time = models.BooleanField("按期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "协办意见"
        ordering = ["handling", "pk"]
        default_permissions = ()


class Extension(models.Model):
    """More time for the reply (豫建议第二十条: the unit explains to the deputy; elsewhere it is approved)."""

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="extensions")
    reason = models.TextField("理由")
    explained_on = models.DateField("向代表说明的日期")
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("提出", auto_now_add=True)
    before = models.DateField("原截止日")
    until = models.DateField("延到", null=True)
    granted = models.BooleanField("同意", null=True)
    ground = models.CharField("审批意见", max_length=300, blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "延期"
        ordering = ["handling", "pk"]
        default_permissions = ()
