"""Files on the local file system: whole or not at all, on disk before the database says so."""

import errno
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from ..disk import sync
from .errors import disk_errors
from .names import SafeNames

DRAFT = ".part"
BLOCK = 4 << 20  # bytes written at once
ELSEWHERE = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP}  # another disk, or one without links


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

    def put(self, name: str, content) -> None:
        """Write a file under exactly this name, instead of one that may be there: whoever reads gets the old or the new.

        For what finds its own names, such as the pieces of a video. Raises StorageUnavailable.
        """
        target = Path(self.path(name))
        with disk_errors(str(self.base_location)):
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=target.parent, suffix=DRAFT)
            try:
                with os.fdopen(handle, "wb") as file:
                    _copy(content, file)
                os.chmod(draft, self.file_permissions_mode or 0o644)
                os.replace(draft, target)
            except BaseException:
                os.unlink(draft)
                raise
            sync(target.parent)

    def take_over(self, path: Path, name: str) -> bool:
        """Give a file that lies on the same disk this name too, instead of one that may be there; nothing is copied, and nobody
        may write it any more. False where it must be copied. Raises StorageUnavailable.
        """
        target = Path(self.path(name))
        with disk_errors(str(self.base_location)):
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f"{target.name}-{secrets.token_hex(4)}{DRAFT}")
            try:
                os.link(path, draft)
            except OSError as error:
                if error.errno in ELSEWHERE:
                    return False
                raise
            try:
                os.chmod(draft, self.file_permissions_mode or 0o644)
                sync(draft)
                os.replace(draft, target)
            finally:
                draft.unlink(missing_ok=True)  # replacing a name of the same file does nothing at all
            sync(target.parent)
        return True

    def remove_folder(self, name: str) -> None:
        """Everything below a folder, half-written files too; one that is not there is no error."""
        folder = Path(self.path(name))
        if folder == Path(self.location):
            raise ValueError("the storage itself is not removed")
        if folder.is_dir():
            shutil.rmtree(folder)

    def listdir(self, path):
        folders, files = super().listdir(path)
        return folders, [name for name in files if not name.endswith(DRAFT)]


def _copy(content, file) -> None:
    for chunk in content.chunks(BLOCK):
        file.write(chunk.encode() if isinstance(chunk, str) else chunk)
    file.flush()
    os.fsync(file.fileno())
