"""Signed, expiring links to the files of one broadcast: for deputies' broadcasts, and for the preview of the control room.

A ticket is good for one broadcast, one person and some hours, and only in that person's session.
"""

import time
from uuid import UUID

from django.core import signing
from django.urls import reverse

from foundation.rulebook.reading import number

from .models import Broadcast
from .rules import LINK_HOURS

WATCH, PREVIEW = "live.ticket", "live.preview"  # salts: a ticket to watch opens no preview


def address_of(broadcast: Broadcast, user, name: str, purpose: str = WATCH) -> str:
    """Where `user` reads the file of this name, until the ticket expires."""
    until = int(time.time()) + number(LINK_HOURS) * 3600
    ticket = signing.dumps([broadcast.pk.hex, user.pk, until], salt=purpose)
    return reverse("live:give" if purpose == WATCH else "live:preview", args=[ticket, name])


def broadcast_of(ticket: str, user, purpose: str = WATCH) -> UUID | None:
    """Which broadcast this ticket opens to this person now; None if it was changed, is another's or is over."""
    try:
        key, person, until = signing.loads(ticket, salt=purpose)
    except signing.BadSignature:
        return None
    return UUID(key) if person == user.pk and time.time() < until else None
