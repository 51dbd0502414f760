"""A file that came with a plain form, by the same way as one that came in pieces."""

import os

from django.core.files.base import File

from foundation.storage.errors import disk_errors

from ..models import Upload
from ..place import spool
from ..purposes import UploadPurpose
from .begin import begin
from .finish import finish


def take_whole(file: File, *, by, purpose: UploadPurpose) -> Upload:
    """Raises what `begin` raises; nothing is left behind but a row that expires."""
    upload = begin(by=by, purpose=purpose, size=file.size or 0, details={"filename": file.name or ""})
    with disk_errors(str(spool().folder)), spool().data(str(upload.key)).open("r+b") as target:
        for chunk in file.chunks():
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    finish(upload)
    return upload
