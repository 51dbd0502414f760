"""Other viewers for a video that is there."""

from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue
from foundation.rights.refusals import Refused

from ..models import Access, Video
from ._asked import locked
from ._moving import KIND, ON_THE_WAY, key_of

BUSY = "这个视频还在处理，处理完再改谁能看。"


@transaction.atomic
def set_access(video: Video, access: str, *, by) -> Video:
    """Its files move to the other zone by a job; until they are all there the old viewers keep it, afterwards old
    addresses answer no more. Raises PermissionDenied, or Refused while anything is being made of it.

    Which pages show it is not known here: the caller asks before it takes a film from the public.
    """
    row = locked(video, by=by)
    if access not in Access.values:
        raise Refused("请选“公开”或“仅代表”。")
    if access == row.access:
        raise Refused(f"本来就是“{row.get_access_display()}”，没有改动。")
    if Job.objects.filter(
        kind__startswith="media.", key__startswith=f"{row.key}:", state__in=ON_THE_WAY
    ).exists():
        raise Refused(BUSY)
    if row.state in ("received", "working", "paused"):
        raise Refused(BUSY)
    record(actor=by, verb="media.access", obj=row, before=row.access, after=access)
    this = {"video": str(row.key), "edition": row.edition, "access": access}
    enqueue(KIND, this, key=key_of(row), by=by, priority=5)
    return row
