"""Names files get in storage."""

import re
import secrets
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.utils import validate_file_name

TOKEN = re.compile(r"-[0-9a-f]{16}$")
STEM = 40  # characters of the original name worth keeping for people who look into the folder


def safe_name(name: str, max_length: int | None = None) -> str:
    """A new name in the same folder: what is ASCII of the old one, 64 random bits, the extension.

    Raises SuspiciousFileOperation for a path that leaves the storage, or leaves no room for a name.
    """
    name = str(name).replace("\\", "/")
    validate_file_name(name, allow_relative_path=True)
    path = PurePosixPath(name)
    suffix = _ascii(path.suffix.lstrip("."))[:10]
    ending = f"-{secrets.token_hex(8)}" + (f".{suffix}" if suffix else "")
    folder = "" if str(path.parent) == "." else f"{path.parent}/"
    room = STEM if max_length is None else min(STEM, max_length - len(folder) - len(ending))
    if room < 1:
        raise SuspiciousFileOperation(f"目录名太长，放不下文件名：{folder}")
    stem = TOKEN.sub("", _ascii(path.stem))[:room].strip("-") or "file"[:room]
    return f"{folder}{stem}{ending}"


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


class SafeNames:
    """Mixin for storages: every file saved gets a name of its own."""

    def get_available_name(self, name, max_length=None):
        return safe_name(name, max_length)
