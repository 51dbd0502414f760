"""What waits for staff: wishes of deputies, open alerts, changes of term, for the queue of the first page."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from foundation.rights.may import may, visible
from foundation.waiting import Waiting

from .models import Alert, Rollover, Wish
from .models.rollovers import State
from .rollover.services import APPROVE
from .services.alerts import KEEPERS
from .services.wishes import REVIEW, named


def wishes(user) -> Iterator[Waiting]:
    """The oldest first; never those a person handed in, or about oneself."""
    if not may(user, REVIEW):
        return
    rows = visible(user, REVIEW, Wish.objects.waiting()).exclude(Q(by=user) | Q(person__account=user))
    for wish in rows.select_related("person").order_by("at"):
        yield Waiting(
            f"{wish.person}修改了资料",
            reverse("deputies:wish", args=[wish.pk]),
            "代表资料，等您审核",
            f"{wish.at:%Y-%m-%d} 提交：{named(wish.changes)}",
            act="去审核",
        )


def alerts(user) -> Iterator[Waiting]:
    """The oldest first."""
    if not may(user, KEEPERS):
        return
    rows = visible(user, KEEPERS, Alert.objects.open())
    for alert in rows.select_related("person").order_by("raised_at"):
        yield Waiting(
            alert.text,
            reverse("deputies:settle_alert", args=[alert.pk]),
            "代表资格，等您核实",
            f"依据：{alert.law}",
            act="去核实",
        )


def rollovers(user) -> Iterator[Waiting]:
    """A change of term that somebody else proposed."""
    if not may(user, APPROVE):
        return
    rows = Rollover.objects.filter(state=State.PROPOSED).exclude(proposed_by=user)
    for made in rows.select_related("former__area", "proposed_by"):
        yield Waiting(
            str(made),
            reverse("deputies:rollover", args=[made.pk]),
            "换届，等您批准",
            f"{made.proposed_by}提出，{made.since:%Y-%m-%d} 起：{made.ground}",
            act="去看",
        )
