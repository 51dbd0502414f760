"""What a file may be uploaded for. Every purpose of attachments is one; apps add others in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from foundation.attachments.purposes import PURPOSES as ATTACHMENTS
from foundation.rights.refusals import Refused

TOO_LARGE = "文件有 {size:.1f} MB，超过 {most} MB。请压缩或者拆成几份。"
NO_ROOM = "一天最多上传 {most} MB，今天已经传了 {used:.0f} MB。请明天再传，或者联系工作人员。"


@dataclass(frozen=True)
class Handed:
    """A file that came whole. `key` names the upload: whoever is handed the same one twice takes it once. `digest` is its
    SHA-256.
    """

    key: UUID
    path: Path
    name: str
    size: int
    by: Any
    details: dict[str, str]
    digest: str = ""


class TooLarge(Refused):
    """More bytes than this person may upload for this purpose."""


@dataclass(frozen=True)
class UploadPurpose:
    """`most(user)` is in bytes; `admit(user, name, size)` raises Refused before a byte is sent. `take(handed)` keeps the file and answers what
    the page is told (JSON); it raises Refused for a file that nobody will take, anything else is tried again.

    `accept` is for the file picker, `shrink` the longest side in pixels of photos reduced on the phone (0: as they are).
    """

    key: str
    label: str
    accept: str
    may_upload: Callable[[Any], bool]
    most: Callable[[Any], int]
    admit: Callable[[Any, str, int], None]
    take: Callable[[Handed], dict[str, Any]]
    shrink: int = 0
    records: bool = False


_purposes: dict[str, UploadPurpose] = {}


def register_upload_purpose(purpose: UploadPurpose) -> None:
    """Raises ValueError for a second one of the same key."""
    if _purposes.get(purpose.key, purpose) != purpose or purpose.key in ATTACHMENTS:
        raise ValueError(f"upload purpose {purpose.key} is registered twice")
    _purposes[purpose.key] = purpose


def purpose_of(key: str) -> UploadPurpose | None:
    """None for one nobody registered."""
    from .attached import of_attachments

    return _purposes.get(key) or of_attachments(ATTACHMENTS.get(key))
