"""Packages are made and read by a worker, with progress."""

from typing import Any

from django.core.files.base import File
from django.db import transaction

from foundation.accounts.models import User
from foundation.jobs.registry import Progress
from foundation.jobs.services import enqueue
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..models import Batch, Peer
from .box import Sealed, head_of
from .packing import pack
from .unpacking import unpack

MOST = 500 * 1024 * 1024  # bytes of a package handed in


@transaction.atomic
def ask_export(peer: Peer, *, by: User) -> Batch:
    """Raises PermissionDenied, Refused."""
    demand(by, "exchange.operate")
    if Batch.objects.filter(peer=peer, outward=True, state=Batch.State.MAKING).exists():
        raise Refused("正在生成一包，请等它做完。")
    batch = Batch.objects.create(peer=peer, outward=True, state=Batch.State.MAKING, by=by)
    enqueue("motions.exchange_export", {"batch": batch.pk}, key=str(batch.pk), by=by)
    return batch


@transaction.atomic
def hand_in(peer: Peer, file: File, *, by: User) -> Batch:
    """Raises PermissionDenied, Refused."""
    demand(by, "exchange.operate")
    if (file.size or 0) > MOST:
        raise Refused(f"数据包最多 {MOST // 1024 // 1024} MB。")
    content = file.read()
    try:
        head_of(content)
    except Sealed as problem:
        raise Refused(str(problem)) from None
    file.seek(0)
    batch = Batch(peer=peer, outward=False, state=Batch.State.READING, by=by)
    batch.file.save("handed-in", file, save=False)
    batch.save()
    enqueue("motions.exchange_import", {"batch": batch.pk}, key=str(batch.pk), by=by)
    return batch


def run_export(payload: dict[str, Any], progress: Progress) -> dict[str, Any]:
    batch = Batch.objects.select_related("peer").get(pk=payload["batch"])
    if batch.state == Batch.State.MAKING:
        batch = pack(batch.peer, batch, progress.step)
    return {"number": batch.number, "messages": batch.messages_count}


def run_import(payload: dict[str, Any], progress: Progress) -> dict[str, Any]:
    batch = Batch.objects.select_related("peer__office", "peer__identity").get(pk=payload["batch"])
    if batch.state == Batch.State.READING:
        batch = unpack(batch.peer, batch, progress.step)
    return {"state": batch.state, "note": batch.note, "faults": len(batch.faults)}
