"""Have a checked table taken over."""

from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.services import enqueue
from foundation.rights.refusals import Refused

from ..kinds import Action
from ..models import Upload
from ._steps import APPLY, kind_for, step


def confirm(upload: Upload, *, by) -> None:
    """Pressed twice it is done once. Raises PermissionDenied, Refused."""
    kind_for(upload, by)
    if upload.faults:
        raise Refused(f"还有 {upload.faults} 行有错。全部改好才能导入：要么全部进来，要么一行也不进来。")
    if upload.total == upload.counts.get(Action.UNCHANGED, 0):
        raise Refused("没有要新增或更新的行。")
    with transaction.atomic():
        if step(upload, "confirm", message=""):
            record(actor=by, verb="imports.confirm", obj=upload, plan=upload.plan, **upload.counts)
            enqueue(APPLY, {"upload": upload.pk}, key=str(upload.pk), by=by)
