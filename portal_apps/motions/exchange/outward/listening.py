"""Every act writes one `Event`; those that the other side must know of put a message beside it, in the same transaction."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_save

from portal_apps.deputies.models import Body
from portal_apps.motions.models import Event, Handling

from ..models import Outgoing, Peer
from . import payloads
from .outbox import put

#: verb of the table → (kind of the message, what it says)
TOLD = {
    "grant_return": ("return_decided", payloads.return_decided),
    "refuse_return": ("return_decided", payloads.return_decided),
    "urge": ("urged", payloads.words),
    "decide_extension": ("extension_decided", payloads.extension_decided),
    "note_silence": ("silent", payloads.reason),
    "assess": ("assessed", payloads.assessed),
    "evaluate_promise": ("promise_evaluated", payloads.promise_evaluated),
    "end_tracking": ("tracking_ended", payloads.reason),
    "cancel": ("withdrawn", payloads.withdrawn),
    "instruct": ("instructed", payloads.instructed),
    "close": ("closed", payloads.reason),
}


def listen() -> None:
    post_save.connect(_heard, sender=Event, dispatch_uid="motions_exchange")


def _heard(instance: Event, created: bool, **_: Any) -> None:
    if created and Peer.objects.exists():
        for peer, handling, kind, body in _messages(instance):
            put(peer, handling, kind, body)


def _messages(event: Event) -> Iterator[tuple[Peer, Handling, str, dict[str, Any]]]:
    if event.verb == "hand_out":
        yield from _assigned(event)
    elif event.verb == "reassign":
        yield from _moved(event)
    elif event.verb == "evaluate":
        yield from _evaluated(event)
    elif event.verb in TOLD:
        kind, say = TOLD[event.verb]
        for handling in _handlings(event):
            for peer in _introduced(handling):
                yield peer, handling, kind, say(event)


def peer_of(unit: Body) -> Peer | None:
    return Peer.objects.filter(Q(office=unit.pk) | Q(office=unit.parent_id)).first()


def _handlings(event: Event) -> list[Handling]:
    """The one it was done to; of what is done to the whole item, every one that is not over for good."""
    if event.handling is not None:
        return [event.handling]
    return list(Handling.objects.filter(item=event.item).exclude(state__in=("proposed", "cancelled")))


def _introduced(handling: Handling) -> list[Peer]:
    """Who has it and was told of it."""
    peer = peer_of(handling.unit)
    return [peer] if peer and was_told(peer, handling) else []


def was_told(peer: Peer, handling: Handling) -> bool:
    return Outgoing.objects.filter(peer=peer, handling=handling, kind="assigned").exists()


def _assigned(event: Event) -> Iterator[tuple[Peer, Handling, str, dict[str, Any]]]:
    handling = event.handling
    peer = peer_of(handling.unit) if handling else None
    if handling and peer:
        yield peer, handling, "assigned", payloads.matter(handling)


def _moved(event: Event) -> Iterator[tuple[Peer, Handling, str, dict[str, Any]]]:
    """To another unit: below the same office, away from it, or to it."""
    handling = event.handling
    assert handling is not None  # the table says so
    before, after = peer_of(Body.objects.get(pk=event.detail["from"])), peer_of(handling.unit)
    before = before if before and was_told(before, handling) else None
    if before and before == after:
        yield before, handling, "reassigned", payloads.reassigned(event)
        return
    if before:
        yield before, handling, "taken_back", payloads.reason(event)
    if after:
        yield after, handling, "assigned", payloads.matter(handling)


def _evaluated(event: Event) -> Iterator[tuple[Peer, Handling, str, dict[str, Any]]]:
    handling = event.handling
    assert handling is not None  # the table says so
    for peer in _introduced(handling):
        yield peer, handling, "evaluated", payloads.evaluated(event)
        if event.to_state == "redo":
            yield peer, handling, "redo", payloads.redo(event)
