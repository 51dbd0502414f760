"""Make one copy of what was collected for a person since the last digest."""

from django.db import transaction
from django.utils import timezone

from ..models import DIGEST, Delivery
from ..states import State


def gather(key: str) -> int:
    """Digests of a carrier that are due; how many were made."""
    made = 0
    due = Delivery.objects.due(key).filter(state=State.COLLECTING)
    for person in due.order_by().values_list("person", flat=True).distinct():
        with transaction.atomic():
            made += _for_person(key, person)
    return made


def _for_person(key: str, person: int) -> int:
    """All in one transaction: after a crash either the digest and its parts are there, or only the parts."""
    due = Delivery.objects.due(key).filter(state=State.COLLECTING, person=person)
    rows = list(due.select_for_update(of=("self",)).select_related("notice"))
    now = timezone.now()
    read = [row.pk for row in rows if row.notice is None or row.notice.read_at]
    Delivery.objects.filter(pk__in=read).move(
        "spare", reason="已在站内读过，不再外发", due_at=None, settled_at=now
    )
    parts = [row for row in rows if row.pk not in set(read)]
    if len(parts) == 1:
        return Delivery.objects.filter(pk=parts[0].pk).move("release", due_at=now)
    if not parts:
        return 0
    whole = Delivery.objects.create(
        person_id=person, carrier=key, template=DIGEST, kind="general", due_at=now, created_at=now
    )
    return Delivery.objects.filter(pk__in=[row.pk for row in parts]).move(
        "merge", gathered_in=whole, reason=f"并入 {len(parts)} 条的汇总", due_at=None, settled_at=now
    )
