"""Clear the texts of old messages; that they were sent, when and whether they arrived stays provable."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rulebook.reading import number

from ..models import Notice
from ..rules import Key

AT_ONCE, ROUNDS = 2000, 50


def forget_old() -> int:
    """Clear what is older than the rule `body_days`; how many. What remains after ROUNDS waits for tomorrow.

    The digest of the text stays: a copy somebody kept can be proved to be the one that was sent.
    """
    now, cleared = timezone.now(), 0
    old = Notice.objects.filter(forgotten_at=None, created_at__lt=now - timedelta(days=number(Key.BODY_DAYS)))
    with transaction.atomic():
        for _ in range(ROUNDS):
            keys = list(old.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE])
            if not keys:
                break
            cleared += Notice.objects.filter(pk__in=keys).update(
                title="", text="", sms_values={}, url="", forgotten_at=now
            )
        if cleared:
            record(actor=None, verb="messages.forget", messages=cleared)
    return cleared
