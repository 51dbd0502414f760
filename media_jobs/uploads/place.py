"""Where this installation keeps the spool, and the address of the upload service."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from foundation.attachments.child import MEGABYTE
from foundation.rulebook.reading import number

from .models import Upload
from .rules import KEEP_FREE_MB, KEEP_HOURS
from .spool import Spool


def spool() -> Spool:
    return Spool(Path(settings.UPLOAD_SPOOL))


def reserve() -> int:
    """Bytes of the disk that uploads leave to everything else."""
    return number(KEEP_FREE_MB) * MEGABYTE


def expires(upload: Upload) -> datetime:
    """When an unfinished upload goes, if nothing more comes."""
    touched = spool().touched(str(upload.key))
    last = datetime.fromtimestamp(touched, UTC) if touched else upload.begun_at
    return max(last, upload.begun_at).astimezone(timezone.get_current_timezone()) + timedelta(
        hours=number(KEEP_HOURS)
    )
