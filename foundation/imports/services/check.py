"""The job that reads all rows and says what would become of each."""

from django.db import transaction

from foundation.rights.refusals import Refused

from ..kinds import kinds
from ..models import State, Upload
from ..reading import TableRefused
from ..rows import findings, judged, plan_of
from ._steps import step


def check_job(payload: dict, progress) -> dict:
    """Changes nothing but the upload itself; run again, it finds the same."""
    upload = Upload.objects.select_related("by").get(pk=payload["upload"])
    if upload.state != State.CHECKING:
        return {}
    kind = kinds[upload.kind]
    try:
        rows = judged(upload, kind, lambda part: progress.step(95 * part, "逐行检查"))
    except TableRefused as refused:
        return _end(upload, "[unreadable]", message=str(refused)[:300])
    return _end(upload, "[check]", plan=plan_of(upload, rows), **findings(rows))


def _end(upload: Upload, verb: str, **said) -> dict:
    try:
        with transaction.atomic():
            step(upload, verb, **said)
    except Refused:  # the person gave it up meanwhile
        return {}
    return {"counts": upload.counts, "faults": upload.faults}
