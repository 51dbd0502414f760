"""Grants that wait for somebody's word, for the queue of the first page."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from foundation.waiting import Waiting

from .may import may
from .models import Grant, State


def to_approve(user) -> Iterator[Waiting]:
    """The oldest first; never those a person proposed or gets."""
    if not may(user, "accounts.approve_grant"):
        return
    found = Grant.objects.filter(state=State.PROPOSED).exclude(Q(proposed_by=user) | Q(person=user))
    for grant in found.select_related("person", "proposed_by").order_by("proposed_at"):
        text = f"{grant.proposed_by or '系统'}提出，依据：{grant.ground}"
        yield Waiting(
            str(grant), reverse("rights:grant", args=[grant.pk]), "授权，等您批准", text, act="去批准"
        )
