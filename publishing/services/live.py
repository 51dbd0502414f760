"""When what was approved could be read."""

from datetime import datetime

from ..models import Change


def live_since(document_id: str) -> datetime | None:
    """Activation time of the first release with the newest change of a document; none while it waits."""
    change = Change.objects.filter(document_id=document_id).select_related("release").order_by("-id").first()
    return change.release.activated_at if change and change.release else None
