"""Note the head outside, so that a cut or rewritten chain shows."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone

from foundation.rulebook.reading import number

from ..anchors import Anchor, AnchorFault, places
from ..keys import ring
from ..models import AuditAnchor, AuditRecord
from ..rules import ANCHOR_RECORDS, ANCHOR_SECONDS


@dataclass
class Noted:
    """`failed`: place → why."""

    anchor: Anchor
    kept: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def last_anchor() -> AuditAnchor | None:
    return AuditAnchor.objects.order_by("pk").last()


def head_anchor() -> Anchor | None:
    """The head of this moment with its mark; none while there is no record."""
    sequence, head = AuditRecord.objects.tip()
    return Anchor.make(sequence, head, timezone.now().astimezone(UTC), ring()) if sequence else None


def anchor_now() -> Noted | None:
    """Put the head into every place. One that is away does not keep the others from it; it is tried again soon."""
    anchor = head_anchor()
    if anchor is None:
        return None
    noted = Noted(anchor)
    for place in places():
        try:
            place.put(anchor)
            noted.kept.append(place.name)
        except AnchorFault as fault:
            noted.failed[place.name] = str(fault)
    AuditAnchor.objects.create(
        sequence=anchor.sequence,
        hash=anchor.hash,
        at=datetime.fromisoformat(anchor.at),
        kept=noted.kept,
        failed=noted.failed,
    )
    return noted


def anchor_if_due() -> Noted | None:
    """For the clock: after so many new records or seconds as the rules say, if there is any."""
    last, (sequence, _) = last_anchor(), AuditRecord.objects.tip()
    if not settings.AUDIT_ANCHORS or not sequence:
        return None
    if last is not None and not last.failed and last.sequence == sequence:
        return None
    if last is not None:
        new, waited = sequence - last.sequence, (timezone.now() - last.at).total_seconds()
        if new < number(ANCHOR_RECORDS) and waited < number(ANCHOR_SECONDS):
            return None
    return anchor_now()


def anchor_daily() -> Noted | None:
    """At the turn of the day in any case: the day's head, also when nothing happened."""
    return anchor_now() if settings.AUDIT_ANCHORS else None
