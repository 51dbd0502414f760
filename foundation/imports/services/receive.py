"""Take a file in."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..guess import guess
from ..kinds import TableKind
from ..models import Upload
from ..reading import TableRefused
from ..rows import limits, table_of

HEAD = 20  # lines looked at


def receive(file, kind: TableKind, *, by, choices: dict[str, Any] | None = None) -> Upload:
    """Keep an uploaded file, sealed, with its columns guessed. `choices` is what `kind.choices` was filled with.

    Only its beginning is read. Raises PermissionDenied, Refused.
    """
    demand(by, kind.verb)
    data = file.read(limits().size + 1)
    try:
        table = table_of(kind, data, first=HEAD)
    except TableRefused as refused:
        raise Refused(str(refused)) from None
    upload = Upload(kind=kind.key, by=by, name=PurePath(file.name).name[-150:], size=len(data))
    upload.sha256, upload.content = hashlib.sha256(data).hexdigest(), data
    upload.header, upload.columns = table.header, guess(kind, table.header)
    upload.choices = {name: str(value) for name, value in (choices or {}).items()}
    with transaction.atomic():
        upload.save()
        record(
            actor=by, verb="imports.upload", obj=upload, kind=kind.key, sha256=upload.sha256, size=len(data)
        )
    return upload
