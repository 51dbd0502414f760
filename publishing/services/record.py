"""Append to the change log."""

from collections.abc import Iterable

from django.db import transaction

from foundation.jobs.services import enqueue

from ..models import Change

PUBLISH_JOB = "publishing.publish"
AT_ONCE = 500  # rows of one INSERT


def record_change(
    document_id: str, verb: str, *, actor=None, reason: str = "", urgent: bool = False, release_set: str = ""
) -> Change:
    """Append to the change log and make sure a publish job waits. Call it inside the changing transaction."""
    said = {"actor": actor, "reason": reason, "urgent": urgent, "release_set": release_set}
    return record_changes([document_id], verb, **said)[0]


@transaction.atomic
def record_changes(
    document_ids: Iterable[str],
    verb: str,
    *,
    actor=None,
    reason: str = "",
    urgent: bool = False,
    release_set: str = "",
) -> list[Change]:
    """`record_change` for many documents, in their order: a few statements and one job, however many they are."""
    said = {"verb": verb, "reason": reason, "urgent": urgent, "release_set": release_set}
    said["actor"] = actor if getattr(actor, "pk", None) else None
    rows = [Change(document_id=document_id, **said) for document_id in document_ids]
    changes = Change.objects.bulk_create(rows, batch_size=AT_ONCE)
    if changes:
        enqueue(PUBLISH_JOB, key="site", by=actor, priority=10 if urgent else 0)
    return changes
