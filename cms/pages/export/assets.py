"""The content-addressed store: a file that goes into a release lies here once, under the SHA-256 of its bytes."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


def store_dir() -> Path:
    return Path(settings.SITE_DIR) / "assets"


def holds(sha256: str) -> bool:
    return bool(sha256) and (store_dir() / sha256).exists()


def keep(source: BinaryIO) -> tuple[str, int]:
    """Copy `source` into the store; return its SHA-256 and size. A crash leaves no half file under its name."""
    folder = store_dir()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".new-", delete=False) as draft:
        try:
            shutil.copyfileobj(source, draft, 1 << 20)
            draft.flush()
            os.fsync(draft.fileno())
            size = draft.tell()
            with open(draft.name, "rb") as written:
                sha256 = hashlib.file_digest(written, "sha256").hexdigest()
            os.chmod(draft.name, 0o644)
            os.replace(draft.name, folder / sha256)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
    return sha256, size
