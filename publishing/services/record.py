"""Append to the change log."""

from django.db import transaction

from foundation.jobs.services import enqueue

from ..models import Change

PUBLISH_JOB = "publishing.publish"


def record_change(
    document_id: str, verb: str, *, actor=None, reason: str = "", urgent: bool = False, release_set: str = ""
) -> Change:
    """Append to the change log and make sure a publish job waits. Call it inside the changing transaction."""
    with transaction.atomic():
        change = Change.objects.create(
            document_id=document_id,
            verb=verb,
            reason=reason,
            urgent=urgent,
            release_set=release_set,
            actor=actor if getattr(actor, "pk", None) else None,
        )
        enqueue(PUBLISH_JOB, key="site", by=actor, priority=10 if urgent else 0)
        return change
