"""Back to the columns, after the check showed they were matched wrongly."""

from django.db import transaction

from foundation.audit.services import record

from ..models import Upload
from ._steps import kind_for, step


def rematch(upload: Upload, *, by) -> None:
    """Raises PermissionDenied, Refused."""
    kind_for(upload, by)
    with transaction.atomic():
        if step(upload, "rematch", problems=[], counts={}, faults=0, plan="", message=""):
            record(actor=by, verb="imports.rematch", obj=upload)
