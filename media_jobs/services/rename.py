"""Another title."""

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import Video
from ._asked import locked


@transaction.atomic
def rename(video: Video, title: str, *, by) -> Video:
    """Pages that show it under its own title are made anew. Raises PermissionDenied or Refused."""
    row, title = locked(video, by=by), title.strip()
    if not title or len(title) > 200:
        raise Refused("请写标题，最多 200 个字。")
    if title != row.title:
        record(actor=by, verb="media.renamed", obj=row, before=row.title, after=title)
        row.title = title
        row.save(update_fields=["title", "changed_at"])
    return row
