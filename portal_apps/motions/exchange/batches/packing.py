"""Make the next package: what waits in the outbox, the answers they are owed, the files, and the list for comparing."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from foundation.audit.services import record
from foundation.rulebook.reading import number

from ..canonical import FORMAT, canonical, sign
from ..files import given_of
from ..models import Batch, Incoming, Outgoing, Peer
from ..reconciling import states_of
from ..rules import BATCH_MB
from .box import seal

Step = Callable[[float, str], None]


@dataclass
class Parts:
    """What goes into one package; `files` by their place in it."""

    messages: list[Outgoing] = field(default_factory=list)
    answers: list[Incoming] = field(default_factory=list)
    faulty: list[Batch] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


@transaction.atomic
def pack(peer: Peer, batch: Batch, step: Step) -> Batch:
    """All or nothing: a package that was not finished has no number."""
    peer = Peer.objects.select_for_update().get(pk=peer.pk)
    parts = _gather(peer, step)
    batch.number = last_number(peer, outward=True) + 1
    step(70, "签名、加密")
    content = seal(_archive(peer, batch, parts), peer.box_key, _head(peer, batch.number))
    batch.digest, batch.size = hashlib.sha256(content).hexdigest(), len(content)
    batch.messages_count, batch.answers_count = len(parts.messages), len(parts.answers)
    batch.state = Batch.State.READY
    batch.file.save(batch.file_name, ContentFile(content), save=False)
    batch.save()
    Outgoing.objects.filter(pk__in=[one.pk for one in parts.messages]).update(
        batch=batch, sent_at=timezone.now()
    )
    Incoming.objects.filter(pk__in=[one.pk for one in parts.answers]).update(answered_in=batch)
    Batch.objects.filter(pk__in=[one.pk for one in parts.faulty]).update(faults_told=True)
    record(
        actor=batch.by, verb="exchange.export", obj=batch, number=batch.number, messages=len(parts.messages)
    )
    return batch


def last_number(peer: Peer, *, outward: bool) -> int:
    rows = Batch.objects.filter(peer=peer, outward=outward)
    return rows.aggregate(last=Max("number"))["last"] or 0


def _head(peer: Peer, number_: int) -> dict[str, Any]:
    return {"from": peer.our_code, "to": peer.code, "number": number_}


def _gather(peer: Peer, step: Step) -> Parts:
    """Messages in their order, as many as their files have room; what is left goes into the next one."""
    parts, room = Parts(), number(BATCH_MB) * 1024 * 1024
    waiting = Outgoing.objects.filter(peer=peer, state=Outgoing.State.WAITING, batch=None)
    rows = list(waiting.select_related("item").order_by("pk"))
    for index, message in enumerate(rows):
        step(5 + 60 * index / len(rows), f"装入第 {index + 1} 条，共 {len(rows)} 条")
        files = _files_of(message)
        room -= sum(len(content) for content in files.values())
        if room < 0 and parts.messages:
            break
        parts.messages.append(message)
        parts.files |= files
    parts.answers = list(Incoming.objects.filter(peer=peer, answered_in=None).order_by("pk"))
    faulty = Batch.objects.filter(peer=peer, outward=False, faults_told=False).exclude(faults=[])
    parts.faulty = list(faulty.order_by("pk"))
    return parts


def _files_of(message: Outgoing) -> dict[str, bytes]:
    wanted = [one["digest"] for one in message.payload["body"].get("attachments", ())]
    found = {}
    for stored in given_of(message.item).filter(digest__in=wanted) if wanted else ():
        with stored.file.open("rb") as content:
            found[f"files/{stored.digest}"] = content.read()
    return found


def _archive(peer: Peer, batch: Batch, parts: Parts) -> bytes:
    """A zip whose manifest is signed and names every other part by its hash."""
    key = peer.own_key
    inside = dict(parts.files)
    for index, message in enumerate(parts.messages):
        envelope = sign(message.payload, key.key_id, key.private)
        inside[f"messages/{index:06d}.json"] = json.dumps(envelope, ensure_ascii=False).encode()
    inside["answers.json"] = canonical([one.answer for one in parts.answers])
    inside["faults.json"] = canonical([fault for one in parts.faulty for fault in one.faults])
    inside["states.json"] = canonical(states_of(peer))
    before = Batch.objects.filter(peer=peer, outward=True, number=(batch.number or 1) - 1).first()
    manifest = {
        "format": FORMAT,
        **_head(peer, batch.number or 1),
        "at": timezone.now().isoformat(timespec="seconds"),
        "before": before.digest if before else "",
        "received": last_number(peer, outward=False),
        "parts": [
            {"name": name, "digest": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(inside.items())
        ],
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "manifest.json", json.dumps(sign(manifest, key.key_id, key.private), ensure_ascii=False)
        )
        for name, content in sorted(inside.items()):
            archive.writestr(name, content)
    return made.getvalue()
