"""Read a package of theirs: is it whole, is it the next one; then its files, answers and messages, like those over the line."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import IntegrityError, transaction

from foundation.audit.services import record

from ..checking import Unfit, check
from ..errors import Fault
from ..files import take
from ..inward.receive import opened, receive
from ..models import Batch, Outgoing, Peer
from ..reconciling import compare
from ..schemas import ACK, COUNT, ID, SHA, STATES, UUID, many, text
from ..schemas import record as shape
from ..sending import ask_again, settle
from .box import Sealed, unseal
from .packing import last_number

Step = Callable[[float, str], None]
PARTS_MOST, BYTES_MOST = 50_000, 2 * 1024**3  # of one package, unpacked

MANIFEST = shape(
    "format to number at before received parts",
    format=text(20),
    to=text(50),
    number=ID,
    at={"type": "string", "format": "date-time"},
    before=text(64, empty=True),
    received=COUNT,
    parts=many(shape("name digest", name=text(120), digest=SHA)),
)
MANIFEST["properties"]["from"] = text(50)
FAULTS = many(shape("of code reason", of=UUID, code=text(40), reason=text(500), expected=COUNT))


def unpack(peer: Peer, batch: Batch, step: Step) -> Batch:
    """What it says was done, or why nothing was. Safe to run again: each message is done once."""
    with batch.file.open("rb") as file:
        content = file.read()
    batch.digest, batch.size = hashlib.sha256(content).hexdigest(), len(content)
    try:
        step(2, "解密、验签名")
        manifest, inside = _opened(peer, content)
        _assert_next(peer, batch, manifest)
    except (Sealed, Fault, Unfit, zipfile.BadZipFile, zlib.error, KeyError, ValueError) as problem:
        return _refused(batch, str(problem))
    _take_in(peer, batch, inside, step)
    Batch.objects.filter(
        peer=peer, outward=True, state=Batch.State.READY, number__lte=manifest["received"]
    ).update(state=Batch.State.RECEIVED)
    batch.number, batch.state = manifest["number"], Batch.State.DONE
    try:
        with transaction.atomic():
            batch.save()
            record(
                actor=batch.by,
                verb="exchange.import",
                obj=batch,
                number=batch.number,
                faults=len(batch.faults),
            )
    except IntegrityError:  # handed in twice at once; the messages know each other
        batch.number = None
        return _refused(batch, "这一包正由别人导入，没有再办一次。")
    return batch


def _opened(peer: Peer, content: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The manifest and everything it names, whole. Raises what unpack turns into a sentence."""
    with zipfile.ZipFile(io.BytesIO(unseal(content, peer.box_key))) as archive:
        rows = archive.infolist()
        if len(rows) > PARTS_MOST or sum(row.file_size for row in rows) > BYTES_MOST:
            raise Sealed("数据包解开以后太大，没有导入。")
        manifest, _ = opened(peer, json.loads(archive.read("manifest.json")), MANIFEST)
        inside = {one["name"]: archive.read(one["name"]) for one in manifest["parts"]}
    for one in manifest["parts"]:
        if hashlib.sha256(inside[one["name"]]).hexdigest() != one["digest"]:
            raise Sealed(f"数据包里的 {one['name']} 和清单对不上，没有导入。")
    if (manifest["from"], manifest["to"]) != (peer.code, peer.our_code):
        raise Sealed(f"这一包是 {manifest['from']} 给 {manifest['to']} 的，不是给这里的。")
    return manifest, inside


def _assert_next(peer: Peer, batch: Batch, manifest: dict[str, Any]) -> None:
    last, given = last_number(peer, outward=False), manifest["number"]
    before = Batch.objects.filter(peer=peer, outward=False, number=given).first()
    if before is not None and before.digest == batch.digest:
        raise Sealed(f"第 {given} 包已经在 {before.at:%Y-%m-%d} 导入过，没有再办一次。")
    if given <= last:
        raise Sealed(f"第 {given} 包以前导入过，内容和这一份不一样。请和对方核对是不是编错了号。")
    if given > last + 1:
        missing = f"第 {last + 1} 包" if given == last + 2 else f"第 {last + 1} 到 {given - 1} 包"
        raise Sealed(f"缺{missing}。请先向对方要来导入，再导入这一包。")
    if last and manifest["before"] != Batch.objects.get(peer=peer, outward=False, number=last).digest:
        raise Sealed(f"这一包接不上第 {last} 包。请和对方核对。")


def _take_in(peer: Peer, batch: Batch, inside: dict[str, bytes], step: Step) -> None:
    for name, content in inside.items():
        if name.startswith("files/"):
            _file(peer, content)
    answers = json.loads(inside["answers.json"])
    for answer in answers:
        _answered(peer, answer)
    messages = [name for name in inside if name.startswith("messages/")]
    batch.faults = []
    for index, name in enumerate(sorted(messages)):
        step(5 + 90 * index / len(messages), f"办第 {index + 1} 条，共 {len(messages)} 条")
        _message(peer, batch, json.loads(inside[name]))
    _faults(peer, json.loads(inside["faults.json"]))
    batch.messages_count, batch.answers_count = len(messages), len(answers)
    theirs = json.loads(inside["states.json"])
    check(theirs, STATES)
    compare(peer, theirs["items"])


def _file(peer: Peer, content: bytes) -> None:
    """One that cannot be kept is missed by its message, which tells them."""
    with suppress(Fault):
        take(peer, content)


def _answered(peer: Peer, answer: Any) -> None:
    check(answer, ACK)
    message = Outgoing.objects.filter(peer=peer, uid=answer["of"]).first()
    if message is not None:
        settle(message, answer)


def _message(peer: Peer, batch: Batch, envelope: Any) -> None:
    """What is not taken is told in our next package."""
    try:
        receive(peer, envelope)
    except Fault as fault:
        said = fault.said()["error"]
        said.pop("where", None)
        batch.faults.append({"of": envelope["payload"]["id"], **said})


def _faults(peer: Peer, faults: Any) -> None:
    """What they did not take: a gap goes out again; the rest needs people."""
    check(faults, FAULTS)
    for fault in faults:
        message = Outgoing.objects.filter(peer=peer, uid=fault["of"], state=Outgoing.State.WAITING).first()
        if message is None:
            continue
        if fault["code"] == "gap" and ask_again(message, fault.get("expected", 0)):
            Outgoing.objects.filter(pk=message.pk).update(batch=None)
        else:
            reason = f"{fault['code']}：{fault['reason']}"[:500]
            Outgoing.objects.filter(pk=message.pk).update(
                state=Outgoing.State.DEAD, reason=reason, batch=None
            )


def _refused(batch: Batch, why: str) -> Batch:
    batch.state, batch.note = Batch.State.REFUSED, why[:500]
    batch.save()
    record(actor=batch.by, verb="exchange.import", obj=batch, result="refused", why=batch.note)
    return batch
