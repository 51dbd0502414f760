"""Attachments by the resumable way: the same limits, the same examination, another road."""

from pathlib import Path
from typing import Any

from django.core.files.base import File

from foundation.attachments.child import MEGABYTE
from foundation.attachments.purposes import PURPOSES, Purpose
from foundation.attachments.services import assert_room, keep, most_mb
from foundation.attachments.templatetags.attach import accepted
from foundation.attachments.views import told

from .models import Upload
from .purposes import Handed, UploadPurpose

LONGEST_SIDE = 2560  # pixels: sharp on every screen and in print, a tenth of what a phone takes


def of_attachments(purpose: Purpose | None) -> UploadPurpose | None:
    """A purpose of attachments as one of uploads."""
    if purpose is None:
        return None

    def admit(user, name: str, size: int) -> None:
        assert_room(size, user, purpose, waiting=_on_the_way(user))

    def take(handed: Handed) -> dict[str, Any]:
        """Repeated after a crash it finds the file it kept: nobody could claim what nobody was told of."""
        with Path(handed.path).open("rb") as file:
            return told(keep(File(file, handed.name), by=handed.by, purpose=purpose))

    return UploadPurpose(
        purpose.key,
        purpose.label,
        accepted(purpose),
        purpose.may_upload,
        lambda user: most_mb(purpose) * MEGABYTE,
        admit,
        take,
        shrink=LONGEST_SIDE if purpose.is_for_pictures else 0,
        records="sound" in purpose.groups,
    )


def _on_the_way(user) -> int:
    """Bytes promised and not kept yet."""
    living = Upload.objects.living().filter(owner=user, purpose__in=PURPOSES)
    return sum(living.values_list("size", flat=True))
