"""When what was approved could be read."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Min

from ..models import Change


def live_since(document_id: str) -> datetime | None:
    """Activation time of the first release with the newest change of a document; none while it waits."""
    change = Change.objects.filter(document_id=document_id).select_related("release").order_by("-id").first()
    return change.release.activated_at if change and change.release else None


def first_published(document_ids: Collection[str] | None = None) -> dict[str, datetime]:
    """When each document was first published, by the change log; all of them when none is named."""
    changes = Change.objects.filter(verb="publish")
    if document_ids is not None:
        changes = changes.filter(document_id__in=document_ids)
    return dict(changes.order_by().values_list("document_id").annotate(first=Min("at")))
