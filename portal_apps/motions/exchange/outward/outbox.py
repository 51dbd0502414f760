"""Putting a message into the outbox, in the caller's transaction."""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from foundation.deadlines.models import Clock
from portal_apps.motions.clocks import open_clock
from portal_apps.motions.models import Handling, Item

from ..canonical import FORMAT
from ..models import Outgoing, Peer


def put(peer: Peer, handling: Handling, kind: str, body: dict[str, Any]) -> Outgoing:
    """The next message about the item. Whoever calls holds the item's row, so that numbers come one after the other."""
    from ..sending import hurry

    item, uid = handling.item, uuid4()
    last = Outgoing.objects.filter(peer=peer, item=item).aggregate(last=Max("sequence"))["last"] or 0
    payload = {
        "format": FORMAT,
        "id": str(uid),
        "kind": kind,
        "from": peer.our_code,
        "to": peer.code,
        "item": str(item.uid),
        "handling": handling.pk,
        "sequence": last + 1,
        "at": timezone.now().isoformat(timespec="seconds"),
        **standing(handling),
        "body": body,
    }
    made = Outgoing.objects.create(
        uid=uid, peer=peer, item=item, handling=handling, sequence=last + 1, kind=kind, payload=payload
    )
    transaction.on_commit(lambda: hurry(peer), robust=True)
    return made


def hold(item: Item) -> Item:
    """The row that puts the messages about an item in order, both ways."""
    return Item.objects.select_for_update().get(pk=item.pk)


def standing(handling: Handling) -> dict[str, Any]:
    """Where it stands, and until when an answer is owed. Messages and answers cross: the greater `version` is the newer."""
    clock: Clock | None = open_clock(handling, "redo") or open_clock(handling, "reply")
    due = {"due_on": clock.due_on.isoformat()} if clock else {}
    return {"state": str(handling.state), "version": handling.version, **due}
