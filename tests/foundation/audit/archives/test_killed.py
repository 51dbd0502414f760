"""Killed between export and removal, nothing is lost."""

import os
import signal

import pytest
from django.db import connections, transaction

from foundation.audit.archives.search import walk
from foundation.audit.archives.shelves import FolderShelf
from foundation.audit.models import AuditArchive, AuditRecord
from foundation.audit.services import archive as archives
from foundation.audit.services import remove_archived, seal_old, verify

STEPS = [
    (archives, "pack"),
    (archives, "_describe"),
    (FolderShelf, "put"),
    (os, "replace"),
    (archives, "fault_of"),
    (archives, "lock_chain"),
    (archives, "_tell"),
    (archives, "remove_archived"),
    (archives, "_remove"),
    (archives, "_remove", "done"),
]


def _die(work=None, *args):
    with transaction.atomic():
        if work:
            work(*args)
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: " ".join(step[1:]))
def test_killed_at_any_step_nothing_is_lost(aged, step):
    """Signal 9: before anything is written, between the places, before and after the row, before the removal, and
    when all is removed but not committed. What follows finishes the work."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        work = getattr(*step[:2]) if step[2:] else None
        setattr(*step[:2], lambda *args, **_: _die(work, *(args if work else ())))
        seal_old()
        archives.remove_archived()
        os._exit(1)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert verify().sound
    held = set(AuditRecord.objects.values_list("pk", flat=True))
    held |= {entry.sequence for archive in AuditArchive.objects.all() for entry, _ in walk(archive)}
    assert held >= set(range(1, 11))
    seal_old()
    remove_archived()
    assert (verify().sound, AuditRecord.objects.oldest()) == (True, 8)
