"""What people do about the exchange: set it up, change keys, stop and go on, send again."""

import base64
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.models import Grant
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from .canonical import id_of, new_pair
from .models import Key, Outgoing, Peer
from .outward import payloads
from .outward.listening import was_told
from .outward.outbox import hold, put
from .sending import State, hurry

OVERLAP = timedelta(days=30)  # the old key still opens what was signed before the change
PLACED = ("unit_handler", "unit_head")


@transaction.atomic
def connect(office: Body, *, by: User, **said: Any) -> Peer:
    """New, or changed. The first time it gets a key and a secret for packages. Raises PermissionDenied, Refused."""
    demand(by, "accounts.exchange")
    if office.kind != "handling_unit" or office.parent_id:
        raise Refused("对接的是政府办公厅（室）这样统一分办的机关，下属单位随它一起。")
    if said["identity"].has_usable_password():
        raise Refused("这个身份能登录。请另设一个不能登录的账号，专供系统对接。")
    tokens = said.pop("tokens", ())
    peer, new = Peer.objects.get_or_create(office=office, defaults=said)
    if new:
        peer.box_key = base64.b64encode(secrets.token_bytes(32)).decode()
        _add_own_key(peer)
    for name, value in said.items():
        setattr(peer, name, value)
    peer.save()
    peer.tokens.set(tokens)
    record(actor=by, verb="exchange.connect", obj=peer, office=office.pk, channel=peer.channel)
    return peer


@transaction.atomic
def renew_key(peer: Peer, *, by: User) -> Key:
    """A new one signs from now on; the old one is good for another thirty days, for what is on its way."""
    demand(by, "accounts.exchange")
    peer.keys.filter(ours=True, ended_at=None).update(ended_at=timezone.now() + OVERLAP)
    key = _add_own_key(peer)
    record(actor=by, verb="exchange.key", obj=peer, key=key.key_id, ours=True)
    return key


@transaction.atomic
def trust_key(peer: Peer, *, by: User, public: str) -> Key:
    """Theirs, as they handed it over. Beside it the older ones hold for thirty days. Raises PermissionDenied, Refused."""
    demand(by, "accounts.exchange")
    try:
        key_id = id_of(public.strip())
    except ValueError:
        raise Refused("这不是 Ed25519 公钥（32 字节，base64）。请核对对方给的。") from None
    if peer.keys.filter(key_id=key_id).exists():
        raise Refused("这个公钥已经登记过。")
    peer.keys.filter(ours=False, ended_at=None).update(ended_at=timezone.now() + OVERLAP)
    key = Key.objects.create(peer=peer, ours=False, key_id=key_id, public=public.strip())
    record(actor=by, verb="exchange.key", obj=peer, key=key_id, ours=False)
    return key


@transaction.atomic
def end_key(key: Key, *, by: User) -> None:
    """At once: it was lost. The last one of ours cannot go without a new one. Raises PermissionDenied, Refused."""
    demand(by, "accounts.exchange")
    if key.ours and key.pk == key.peer.own_key.pk:
        raise Refused("这是正在用的密钥。请先换新的，再停用它。")
    key.ended_at = timezone.now()
    key.save(update_fields=["ended_at"])
    record(actor=by, verb="exchange.key", obj=key.peer, key=key.key_id, ended=True)


def _add_own_key(peer: Peer) -> Key:
    key_id, private, public = new_pair()
    return Key.objects.create(peer=peer, ours=True, key_id=key_id, private=private, public=public)


@transaction.atomic
def pause(peer: Peer, *, by: User) -> None:
    """Nothing goes out and nothing is taken; what happens here waits in the outbox."""
    demand(by, "exchange.operate")
    Peer.objects.filter(pk=peer.pk, paused_at=None).update(paused_at=timezone.now())
    record(actor=by, verb="exchange.pause", obj=peer)


@transaction.atomic
def resume(peer: Peer, *, by: User) -> None:
    demand(by, "exchange.operate")
    peer = Peer.objects.select_for_update().get(pk=peer.pk)
    peer.paused_at, peer.failures, peer.quiet_until = None, 0, timezone.now()
    peer.save(update_fields=["paused_at", "failures", "quiet_until"])
    record(actor=by, verb="exchange.resume", obj=peer)
    transaction.on_commit(lambda: hurry(peer), robust=True)


@transaction.atomic
def resend(message: Outgoing, *, by: User) -> Outgoing:
    """What is stuck goes again as it is. What they refused goes again as a new message. Raises PermissionDenied, Refused."""
    demand(by, "exchange.operate")
    hold(message.item)
    message = Outgoing.objects.select_for_update().get(pk=message.pk)
    if message.state == State.ACCEPTED:
        raise Refused("对方已经收到，不用重发。")
    if message.state == State.REFUSED:
        made = put(message.peer, message.handling, message.kind, message.payload["body"])
    else:
        message.state, message.attempts, message.next_at = State.WAITING, 0, timezone.now()
        message.save(update_fields=["state", "attempts", "next_at"])
        peer, made = message.peer, message
        Peer.objects.filter(pk=peer.pk).update(quiet_until=timezone.now())
        transaction.on_commit(lambda: hurry(peer), robust=True)
    record(actor=by, verb="exchange.resend", obj=message, kind=message.kind, sequence=made.sequence)
    return made


@transaction.atomic
def introduce(peer: Peer, *, by: User) -> int:
    """What was assigned before the connection stood is told now; how many."""
    demand(by, "exchange.operate")
    told = 0
    for handling in (
        peer.handlings().open().exclude(state__in=("proposed", "returned")).order_by("item", "pk")
    ):
        hold(handling.item)
        if not was_told(peer, handling):
            put(peer, handling, "assigned", payloads.matter(handling))
            told += 1
    record(actor=by, verb="exchange.introduce", obj=peer, count=told)
    return told


def missing_grants(peer: Peer) -> list[str]:
    """What the identity may not do yet, in sentences: without it, their messages are refused."""
    held = set(Grant.objects.in_force().filter(person=peer.identity).values_list("role", "place"))
    units = [peer.office, *Body.objects.open().filter(parent=peer.office, kind="handling_unit")]
    lacks = [] if peer.identity.has_role("government_office") else ["缺“政府办公厅”这个角色，不能分办、转报"]
    for unit in units:
        roles = [role for role in PLACED if (role, unit.key) not in held]
        if roles:
            lacks.append(f"缺{unit}的{'、'.join(NAMES[role] for role in roles)}")
    return lacks


NAMES = {"unit_handler": "经办", "unit_head": "签发"}
