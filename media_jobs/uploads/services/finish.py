"""The last byte is on the disk: from here on the file is looked after without its owner."""

from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.services import enqueue

from ..models import State, Upload


@transaction.atomic
def finish(upload: Upload) -> None:
    """Hand the file over to its purpose, by a job. Safe to repeat; call it with all bytes sure."""
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.state != State.OPEN:
        return
    locked.state = State.COMPLETE
    locked.save(update_fields=["state"])
    record(actor=locked.owner, verb="uploads.completed", obj=locked, size=locked.size)
    enqueue("uploads.hand_over", {"upload": str(locked.key)}, key=str(locked.key), by=locked.owner)
