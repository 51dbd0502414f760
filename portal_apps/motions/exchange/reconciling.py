"""Once a day both sides compare what is open: where it stands, until when, and what went over."""

from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from foundation.audit.services import record
from portal_apps.motions.models import Handling
from portal_apps.motions.states import HandlingState

from .canonical import FORMAT
from .errors import Fault
from .models import Incoming, Outgoing, Peer, Reconciliation
from .outward.outbox import standing
from .schemas import STATES
from .wire import Away, Wire

Row = dict[str, Any]
NAMES = {"state": "状态", "due_on": "答复期限", "sent": "对方发来", "received": "对方收到"}


def states_of(peer: Peer) -> Row:
    """Ours, as we tell it: open parts they were told of. `sent` and `received` are the last numbers of the item."""
    told = Outgoing.objects.filter(peer=peer, kind="assigned").values("handling")
    rows = peer.handlings().filter(pk__in=told).exclude(state__in=("done", "cancelled", "opined"))
    items = []
    for handling in rows.select_related("item").order_by("pk"):
        items.append(
            {
                "item": str(handling.item.uid),
                "handling": handling.pk,
                **standing(handling),
                "sent": _last(Outgoing.objects.filter(peer=peer, item=handling.item)),
                "received": _last(Incoming.objects.filter(peer=peer, item=handling.item)),
            }
        )
    return {
        "format": FORMAT,
        "from": peer.our_code,
        "at": timezone.now().isoformat(timespec="seconds"),
        "items": items,
    }


def _last(rows) -> int:
    return rows.aggregate(last=Max("sequence"))["last"] or 0


def reconcile_all() -> None:
    for peer in Peer.objects.filter(paused_at=None):
        if peer.online:
            reconcile(peer)


def reconcile(peer: Peer) -> Reconciliation:
    """Asks for theirs and compares. What cannot be asked is written down too."""
    try:
        with Wire(peer) as wire:
            theirs = wire.get("states", STATES)
    except (Away, Fault) as problem:
        made = Reconciliation.objects.create(peer=peer, problem=str(problem)[:300])
    else:
        made = compare(peer, theirs["items"])
    record(actor=None, verb="exchange.reconcile", obj=made, differences=len(made.differences))
    return made


def compare(peer: Peer, theirs: list[Row]) -> Reconciliation:
    """What is still on its way to them is not compared: they cannot know it yet."""
    ours = states_of(peer)["items"]
    waiting = Outgoing.objects.filter(peer=peer).unsettled()
    moving = set(waiting.values_list("handling", flat=True))
    mine = {one["handling"]: one for one in ours}
    other = {one["handling"]: one for one in theirs}
    both = sorted((mine.keys() | other.keys()) - moving)
    found = [line for key in both for line in _differences(key, mine.get(key), other.get(key))]
    return Reconciliation.objects.create(
        peer=peer,
        ours=len(ours),
        theirs=len(theirs),
        on_the_way=len((mine.keys() | other.keys()) & moving),
        differences=found,
    )


def _differences(key: int, mine: Row | None, other: Row | None) -> list[Row]:
    if mine is None or other is None:
        there, missing = ("对方有", "我方没有在办") if mine is None else ("我方在办", "对方没有")
        return [
            _line(key, "有没有这一件", missing if mine is None else there, there if mine is None else missing)
        ]
    pairs = {
        "state": (_state(mine), _state(other)),
        "due_on": (mine.get("due_on", ""), other.get("due_on", "")),
        "sent": (mine["received"], other.get("sent", mine["received"])),
        "received": (mine["sent"], other.get("received", mine["sent"])),
    }
    return [_line(key, NAMES[name], *map(str, pair)) for name, pair in pairs.items() if pair[0] != pair[1]]


def _state(row: Row) -> str:
    return str(HandlingState(row["state"]).label)


def _line(key: int, what: str, ours: str, theirs: str) -> Row:
    handling = Handling.objects.filter(Q(pk=key)).select_related("item", "unit").first()
    return {
        "item": handling.item_id if handling else None,
        "name": str(handling) if handling else f"第 {key} 号",
        "what": what,
        "ours": ours,
        "theirs": theirs,
    }
