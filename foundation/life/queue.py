"""Restores that wait for somebody's word, for the queue of the first page."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from foundation.rights.may import may
from foundation.waiting import Waiting

from .models import Restore


def to_approve(user) -> Iterator[Waiting]:
    """The oldest first; never those a person asked for, or for oneself."""
    if not may(user, "accounts.approve_restore"):
        return
    found = Restore.objects.filter(state=Restore.State.ASKED).exclude(Q(asked_by=user) | Q(person=user))
    for one in found.select_related("person", "asked_by").order_by("asked_at"):
        text = f"{one.asked_by}已核对：{one.reason}"
        yield Waiting(
            f"恢复{one.person}的登录",
            reverse("life:restore", args=[one.pk]),
            "恢复登录，等您批准",
            text,
            act="去批准",
        )
