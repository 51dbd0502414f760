"""Grants: who holds which role for what, since and until when, and which two people made it so."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone

from foundation.accounts.roles import BY_KEY, ROLES, Role

from .places import place_name


class State(models.TextChoices):
    PROPOSED = "proposed", "待批准"
    IN_FORCE = "in_force", "有效"
    REFUSED = "refused", "未批准"
    ENDED = "ended", "已结束"


class GrantQuerySet(models.QuerySet):
    def in_force(self):
        """Approved, begun and not over: what ran out a moment ago counts for nothing, even before it is swept."""
        now = timezone.now()
        begun = Q(since=None) | Q(since__lte=now)
        return self.filter(begun, Q(until=None) | Q(until__gt=now), state=State.IN_FORCE)

    def ran_out(self):
        return self.filter(state=State.IN_FORCE, until__lte=timezone.now())

    def open(self):
        """Proposed, in force or still to begin: what counts against a second grant of the same."""
        now = timezone.now()
        return self.filter(
            Q(state=State.PROPOSED) | Q(state=State.IN_FORCE) & (Q(until=None) | Q(until__gt=now))
        )

    def waiting_first(self):
        return self.order_by(Case(When(state=State.PROPOSED, then=0), default=1), "-id")

    def matching(self, *, text: str = "", state: str = "", role: str = ""):
        """What a list was asked for; empty conditions do not count."""
        found = (
            self.filter(
                Q(person__display_name__icontains=text)
                | Q(person__username__icontains=text)
                | Q(ground__icontains=text)
            )
            if text
            else self
        )
        found = found.filter(state=state) if state else found
        return found.filter(role=role) if role else found


class Grant(models.Model):
    """A role for a person. Never deleted: the rows are the history of who could do what when."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="给谁", on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField("角色", max_length=40, choices=[(role.key, role.name) for role in ROLES])
    place = models.CharField("范围", max_length=60, blank=True, help_text="如 unit:12；空着是全机关")
    ground = models.CharField("依据", max_length=300, help_text="任命、分工或者批示的文号")
    emergency = models.BooleanField("应急授权", default=False)
    since = models.DateTimeField("从何时起", null=True, blank=True, help_text="空着是批准即生效")
    until = models.DateTimeField("到期", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=State, default=State.PROPOSED)

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", on_delete=models.PROTECT, related_name="+", null=True
    )
    proposed_at = models.DateTimeField("提出时间", default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="批准人", on_delete=models.PROTECT, related_name="+", null=True
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    decision = models.CharField("批准意见", max_length=300, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="收回人", on_delete=models.PROTECT, related_name="+", null=True
    )
    ended_at = models.DateTimeField("结束时间", null=True)
    end_reason = models.CharField("结束原因", max_length=300, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "授权"
        verbose_name_plural = "授权"
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "place"],
                condition=Q(state__in=[State.PROPOSED, State.IN_FORCE]),
                name="rights_one_open_grant",
            )
        ]
        indexes = [models.Index(fields=["state", "until"])]

    def __str__(self) -> str:
        return f"{self.person}：{self.role_name}{f'（{self.place_name}）' if self.place else ''}"

    @property
    def known_role(self) -> Role | None:
        """None for a role that the table does not have any more."""
        return BY_KEY.get(self.role)

    @property
    def role_name(self) -> str:
        return self.known_role.name if self.known_role else self.role

    @property
    def place_name(self) -> str:
        return place_name(self.place) if self.place else "全机关"

    @property
    def runs(self) -> bool:
        now = timezone.now()
        begun = self.since is None or self.since <= now
        return self.state == State.IN_FORCE and begun and (self.until is None or self.until > now)

    @property
    def state_name(self) -> str:
        """What people read: time has its say in it."""
        if self.state != State.IN_FORCE or self.runs:
            return self.get_state_display()
        return "未到开始日" if self.since and self.since > timezone.now() else "已到期"
