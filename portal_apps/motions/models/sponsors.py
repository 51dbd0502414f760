"""Who stands behind an item."""

from django.db import models
from django.db.models import Q

from foundation.life.models import ProxyEntry
from portal_apps.deputies.models import Mandate, Person

from .items import Item, Text


class SponsorQuerySet(models.QuerySet):
    def carrying(self):
        """Leads, signed or asked: those who may read it as theirs."""
        return self.filter(state__in=(Sponsor.State.INVITED, Sponsor.State.CONFIRMED))

    def of_deputy(self, who):
        """Of a deputy: the person, or the account."""
        if isinstance(who, Person):
            return self.filter(mandate__person=who)
        return self.filter(mandate__person__account=who)

    def confirmed(self):
        return self.filter(state=Sponsor.State.CONFIRMED)


class Sponsor(models.Model):
    """One deputy, by the mandate held then. The lead confirms by filing."""

    class Role(models.TextChoices):
        LEAD = "lead", "领衔代表"
        CO = "co", "联名代表"

    class State(models.TextChoices):
        INVITED = "invited", "已邀请"
        CONFIRMED = "confirmed", "已确认"
        DECLINED = "declined", "不参加"
        STEPPED_BACK = "stepped_back", "退出联名"
        REMOVED = "removed", "取消邀请"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="sponsors")
    mandate = models.ForeignKey(
        Mandate, verbose_name="代表", on_delete=models.PROTECT, related_name="sponsored"
    )
    role = models.CharField("身份", max_length=4, choices=Role, default=Role.CO)
    state = models.CharField("状态", max_length=12, choices=State, default=State.INVITED)
    order = models.PositiveSmallIntegerField("次序", default=0)
    text = models.ForeignKey(
        Text, verbose_name="确认的是哪一稿", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("确认时间", null=True)
    entry = models.ForeignKey(
        ProxyEntry, verbose_name="代录依据", on_delete=models.PROTECT, null=True, related_name="+"
    )
    wants_withdrawal_at = models.DateTimeField("书面同意撤回", null=True)

    objects = SponsorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提出代表"
        ordering = ["item", "-role", "order", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["item", "mandate"], name="motions_sponsor_once"),
            models.UniqueConstraint(fields=["item"], condition=Q(role="lead"), name="motions_one_lead"),
        ]

    def __str__(self) -> str:
        return self.mandate.person.name

    @property
    def account(self):
        return self.mandate.person.account
