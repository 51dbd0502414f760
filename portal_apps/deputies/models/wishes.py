"""What a deputy wants changed in the file; it counts once staff agree."""

import json

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.accounts.sealed import SealedTextField

from .people import Person


class WishQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Wish.State.WAITING)


class Wish(models.Model):
    """A change of the own profile (本人修改). `said` is sealed: {field: [before, after]} holds phones and addresses."""

    class State(models.TextChoices):
        WAITING = "waiting", "待审"
        APPROVED = "approved", "已采用"
        REFUSED = "refused", "未采用"
        WITHDRAWN = "withdrawn", "本人撤回"

    person = models.ForeignKey(Person, verbose_name="代表", on_delete=models.PROTECT, related_name="wishes")
    said = SealedTextField("修改")
    state = models.CharField("状态", max_length=12, choices=State, default=State.WAITING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("提出时间", default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="审核", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField("审核时间", null=True)
    reason = models.CharField("理由", max_length=300, blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资料修改"
        ordering = ["-at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="waiting"), name="deputies_one_waiting_wish"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}的资料修改"

    @property
    def changes(self) -> dict[str, list[str]]:
        """{field: [before, after]}."""
        return json.loads(self.said)
