"""Forget what was handed in and not taken over (《个人信息保护法》第十九条: no longer than necessary)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rulebook.reading import rule_value

from ..models import State, Upload


@transaction.atomic
def forget_old() -> int:
    """Empty the uploads nobody touched for `imports.keep_days`; returns how many. What was done with them stays known."""
    before = timezone.now() - timedelta(days=int(rule_value("imports.keep_days")))
    over = (State.APPLYING, State.APPLIED, State.DROPPED)  # the first is at work, the others are empty
    old = Upload.objects.filter(changed_at__lt=before).exclude(state__in=over)
    keys = sorted(old.values_list("pk", flat=True))
    Upload.objects.filter(pk__in=keys).update(sealed="", sealed_problems="", state=State.DROPPED)
    if keys:
        record(actor=None, verb="imports.forget", uploads=keys)
    return len(keys)
