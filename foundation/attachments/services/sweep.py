"""What was handed in and never used does not stay."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rulebook.reading import number

from ..models import StoredFile
from ..rules import UNCLAIMED_HOURS
from .claim import discard

BATCH = 200


def sweep() -> int:
    """How many were removed. Safe to run again at any moment."""
    before = timezone.now() - timedelta(hours=number(UNCLAIMED_HOURS))
    old = StoredFile.objects.unclaimed().filter(at__lt=before)
    removed = 0
    while True:
        with transaction.atomic():
            batch = list(old.select_for_update(skip_locked=True)[:BATCH])
            for one in batch:
                discard(one)
            if batch:
                record(actor=None, verb="attachments.swept", count=len(batch))
        removed += len(batch)
        if len(batch) < BATCH:
            return removed
