"""Take one message: who sent it, is it well formed, is it its turn, do it, and keep the answer for when it comes again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.refusals import Refused
from foundation.rights.rows import as_house
from portal_apps.motions.models import Handling, Item

from ..canonical import FORMAT, digest, is_signed_by
from ..checking import Unfit, check
from ..errors import Fault, NotDone
from ..models import Incoming, Key, Outgoing, Peer
from ..outward.outbox import hold, standing
from ..schemas import ENVELOPE, INWARD, MESSAGE_IN, Schema
from .acts import perform
from .told import told_by

Payload = dict[str, Any]


def receive(peer: Peer, envelope: Any) -> Payload:
    """The acknowledgement, the same whenever the same message comes. Raises Fault for what is not taken at all."""
    payload, key = opened(peer, envelope, MESSAGE_IN)
    kind = INWARD.get(payload["kind"])
    if kind is None:
        raise Fault(400, "schema", f"没有“{payload['kind']}”这一种消息。", where="/kind")
    assert_fits(payload["body"], kind.body, "/body")
    if (payload["from"], payload["to"]) != (peer.code, peer.our_code):
        raise Fault(
            400,
            "schema",
            f"应当由 {peer.code} 发给 {peer.our_code}。",
            where="/from" if payload["from"] != peer.code else "/to",
        )
    with as_house(), transaction.atomic():
        return _taken(peer, payload, key)


def opened(peer: Peer, envelope: Any, schema: Schema) -> tuple[Payload, Key]:
    """What was signed, and with which key. Raises Fault."""
    assert_fits(envelope, ENVELOPE)
    key = peer.keys.good().filter(ours=False, key_id=envelope["key"]).first()
    if key is None:
        raise Fault(401, "unknown_key", "不认识这个签名密钥，请先把新公钥告诉我方。", where="/key")
    try:
        signed = is_signed_by(envelope, key.public)
    except ValueError:  # a fraction
        raise Fault(400, "schema", "内容里不能有小数。", where="/payload") from None
    if not signed:
        raise Fault(401, "signature", "签名和内容对不上。", where="/signature")
    assert_fits(envelope["payload"], schema)
    return envelope["payload"], key


def assert_fits(value: Any, schema: Schema, where: str = "") -> None:
    try:
        check(value, schema, where)
    except Unfit as unfit:
        raise Fault(400, "schema", f"{unfit.reason}。", where=unfit.where) from None


def _taken(peer: Peer, payload: Payload, key: Key) -> Payload:
    item = Item.objects.filter(uid=payload["item"], handlings__in=peer.handlings()).first()
    if item is None:  # or no more theirs: they were told of it once, and are answered in words
        told = Outgoing.objects.filter(peer=peer, item__uid=payload["item"]).select_related("item").first()
        if told is None:
            raise Fault(404, "unknown_item", "没有这一件，或者不归对方办理。", where="/item")
        item = told.item
    item = hold(item)
    repeated = _repeated(peer, payload)
    if repeated is not None:
        return repeated
    last = Incoming.objects.filter(peer=peer, item=item).aggregate(last=Max("sequence"))["last"] or 0
    if payload["sequence"] != last + 1:
        raise Fault(
            409,
            "gap" if payload["sequence"] > last + 1 else "sequence_taken",
            f"这一件等着第 {last + 1} 条。",
            where="/sequence",
            expected=last + 1,
        )
    handling = (
        peer.handlings().filter(pk=payload["handling"], item=item).select_related("unit", "office").first()
    )
    answer, accepted = _answer(peer, payload, handling)
    Incoming.objects.create(
        peer=peer,
        uid=payload["id"],
        item=item,
        handling=handling,
        sequence=payload["sequence"],
        kind=payload["kind"],
        payload=payload,
        digest=digest(payload),
        key_id=key.key_id,
        accepted=accepted,
        answer=answer,
    )
    return answer


def _repeated(peer: Peer, payload: Payload) -> Payload | None:
    before = Incoming.objects.filter(peer=peer, uid=payload["id"]).first()
    if before is None:
        return None
    if before.digest != digest(payload):
        raise Fault(409, "id_reused", "这个消息号以前用过，内容不一样。", where="/id")
    Incoming.objects.filter(pk=before.pk).update(repeats=F("repeats") + 1)
    return before.answer


def _answer(peer: Peer, payload: Payload, handling: Handling | None) -> tuple[Payload, bool]:
    """What came of it. A refusal leaves nothing behind but the answer; a file that is not there yet is no refusal."""
    said: Payload = {
        "format": FORMAT,
        "of": payload["id"],
        "at": timezone.now().isoformat(timespec="seconds"),
    }
    trace = {"peer": peer.code, "message": payload["id"], "kind": payload["kind"]}
    try:
        if handling is None:
            raise NotDone("not_yours", "这一部分现在不归对方办理。", "/handling")
        with transaction.atomic(), told_by(peer, payload, handling):
            more = perform(peer, handling, payload)
    except NotDone as no:
        refused = {"code": no.code, "reason": no.reason[:500], "where": no.where or "/body"}
    except PermissionDenied as no:
        refused = {"code": "forbidden", "reason": str(no)[:500], "where": "/kind"}
    except Refused as no:
        refused = {"code": "refused", "reason": str(no)[:500], "where": "/body"}
    else:
        handling.refresh_from_db()
        record(actor=peer.identity, verb="exchange.received", obj=handling, **trace)
        return {**said, "status": "accepted", **standing(handling), **more}, True
    record(
        actor=peer.identity,
        verb="exchange.refused",
        obj=handling,
        result="refused",
        why=refused["reason"],
        **trace,
    )
    stands = standing(handling) if handling else {}
    return {**said, "status": "refused", **stands, **refused}, False
