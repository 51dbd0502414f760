"""What staff do with a copy that needs a person: send again, say how it ended, or let it be. Always with a reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from foundation.audit.digests import digest_of
from foundation.audit.services import record

from ..models import Delivery
from ..permissions import may_act
from ..refusals import MessageRefused
from ..sending.plan import tell_workers


def resend(row: Delivery, by, reason: str) -> Delivery:
    """Send again what failed, or what a person found out not to have arrived.

    Raises PermissionDenied; MessageRefused without a reason, or when the copy is not failed or held any more.
    """
    now = timezone.now()
    fields = {"due_at": now, "token": None, "attempts": 0, "absences": 0, "lookups": 0, "settled_at": None}
    with transaction.atomic():
        _take(row, "resend", by, reason, "人工重发", **fields)
        tell_workers(row.carrier)
    return row


def confirm(row: Delivery, by, reason: str) -> Delivery:
    """A person made sure that it arrived: by phone, or in the gateway's own records. Raises as `resend`."""
    with transaction.atomic():
        return _take(row, "confirm", by, reason, "人工确认已送达", due_at=None, settled_at=timezone.now())


def give_up(row: Delivery, by, reason: str) -> Delivery:
    """It shall not go out (any more). The message stays in the inbox. Raises as `resend`."""
    with transaction.atomic():
        return _take(row, "give_up", by, reason, "人工停发", due_at=None, settled_at=timezone.now())


def _take(row: Delivery, verb: str, by, reason: str, why: str, **fields) -> Delivery:
    if not may_act(by):
        raise PermissionDenied("外发记录由代表工委和系统管理员处理。")
    reason = " ".join(reason.split())
    if not reason:
        raise MessageRefused("请写明理由：怎么核对的，或者为什么这样处理。")
    row.refresh_from_db()
    before = digest_of(row)
    if not Delivery.objects.filter(pk=row.pk).move(verb, reason=f"{why}：{reason}"[:200], **fields):
        raise MessageRefused("这条的状态已经变了，请刷新后再看。")
    row.refresh_from_db()
    key = f"message_copy:{row.pk}"
    record(
        actor=by,
        verb=f"messages.{verb}",
        object_key=key,
        before=before,
        after=digest_of(row),
        reason=reason[:200],
    )
    return row
