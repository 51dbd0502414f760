"""Files on the local file system: whole or not at all, on disk before the database says so."""

import os
import tempfile
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from ..disk import sync
from .errors import disk_errors
from .names import SafeNames

DRAFT = ".part"


class LocalStorage(SafeNames, FileSystemStorage):
    """Django's file system storage with atomic, durable writes that never replace a file."""

    def _save(self, name, content):
        target = Path(self.path(name))
        with disk_errors(str(self.base_location)):
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=target.parent, suffix=DRAFT)
            try:
                with os.fdopen(handle, "wb") as file:
                    _copy(content, file)
                os.chmod(draft, self.file_permissions_mode or 0o644)
                os.link(draft, target)  # unlike a rename, fails where something is
            finally:
                os.unlink(draft)
            sync(target.parent)  # the name is on disk too
        return name.replace("\\", "/")

    def listdir(self, path):
        folders, files = super().listdir(path)
        return folders, [name for name in files if not name.endswith(DRAFT)]


def _copy(content, file) -> None:
    for chunk in content.chunks():
        file.write(chunk.encode() if isinstance(chunk, str) else chunk)
    file.flush()
    os.fsync(file.fileno())
