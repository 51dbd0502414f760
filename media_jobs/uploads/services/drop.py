"""Giving up an upload."""

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import State, Upload
from ..place import spool


@transaction.atomic
def drop(upload: Upload, *, by) -> None:
    """Its bytes go. Twice is no error. Raises Refused for one that came whole: it is handed over already."""
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.state in (State.DROPPED, State.EXPIRED):
        return
    if locked.state != State.OPEN:
        raise Refused("这个文件已经传完，不能取消。")
    locked.state, locked.ended_at = State.DROPPED, timezone.now()
    locked.save(update_fields=["state", "ended_at"])
    record(actor=by, verb="uploads.dropped", obj=locked)
    transaction.on_commit(lambda: spool().drop(str(locked.key)))
