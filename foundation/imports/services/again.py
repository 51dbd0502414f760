"""Give the work another chance after a trouble of the machine."""

from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.services import enqueue
from foundation.rights.refusals import Refused

from ..models import State, Upload
from ._steps import APPLY, CHECK, kind_for


def again(upload: Upload, *, by) -> None:
    """Raises PermissionDenied; Refused while the work goes on, or has nothing to go on with."""
    kind_for(upload, by)
    work = {State.CHECKING: CHECK, State.APPLYING: APPLY}.get(State(upload.state))
    if work is None or (upload.job and not upload.job.is_over):
        raise Refused("现在没有要重试的。")
    with transaction.atomic():
        record(actor=by, verb="imports.again", obj=upload)
        enqueue(work, {"upload": upload.pk}, key=str(upload.pk), by=by)
