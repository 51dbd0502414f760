"""What nobody finishes does not stay, and what fell between two steps is picked up."""

from datetime import timedelta
from time import time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rulebook.reading import number

from ..models import State, Upload
from ..place import expires, spool
from ..rules import DONE_DAYS
from .finish import finish

YOUNG = 3600  # seconds: a folder without a row may belong to a creation that has not committed yet


def sweep() -> dict[str, int]:
    """How many were finished, expired and removed. Safe to run at any moment, in several processes at once."""
    told = {"finished": 0, "expired": 0, "strays": 0, "forgotten": _forget()}
    for upload in Upload.objects.unfinished().order_by("begun_at").iterator():
        if spool().settled(str(upload.key)) >= upload.size:  # died between the last byte and the row
            finish(upload)
            told["finished"] += 1
        elif expires(upload) < timezone.now():
            told["expired"] += _expire(upload)
    told["strays"] = _remove_strays()
    return told


@transaction.atomic
def _expire(upload: Upload) -> int:
    locked = Upload.objects.select_for_update(skip_locked=True).filter(pk=upload.pk, state=State.OPEN).first()
    if locked is None or expires(locked) >= timezone.now():  # a byte came in between
        return 0
    locked.state, locked.ended_at = State.EXPIRED, timezone.now()
    locked.save(update_fields=["state", "ended_at"])
    record(actor=None, verb="uploads.swept", obj=locked)
    transaction.on_commit(lambda: spool().drop(str(locked.key)))
    return 1


def _remove_strays() -> int:
    """Folders of uploads that are over, or that never came to be."""
    removed = 0
    for key in list(spool().keys()):
        try:
            row = Upload.objects.filter(pk=UUID(key)).first()
        except ValueError:
            continue  # not ours
        if row is None and time() - spool().touched(key) < YOUNG:
            continue
        if row is None or row.state not in (State.OPEN, State.COMPLETE):
            spool().drop(key)
            removed += 1
    return removed


def _forget() -> int:
    """Rows of what is long over."""
    before = timezone.now() - timedelta(days=number(DONE_DAYS))
    return Upload.objects.filter(ended_at__lt=before).delete()[0]
