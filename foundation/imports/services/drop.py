"""Give a table up: what it held is forgotten at once."""

from django.db import transaction

from foundation.audit.services import record

from ..models import Upload
from ._steps import kind_for, step


def drop(upload: Upload, *, by) -> None:
    """Raises PermissionDenied, Refused."""
    kind_for(upload, by)
    with transaction.atomic():
        if step(upload, "drop", content=b"", problems=[]):
            record(actor=by, verb="imports.drop", obj=upload)
