"""Signed, expiring links to the files of one video: playlists name files relative to themselves, so one ticket at the
start of the address serves all of them and no playlist is rewritten.

A ticket is good for one video, one person and some hours, and only in that person's session.
"""

import time
from uuid import UUID

from django.core import signing
from django.urls import reverse

from foundation.rulebook.reading import number

from .models import Video
from .rules import LINK_HOURS

SALT = "media.ticket"


def address_of(video: Video, user, name: str) -> str:
    """Where `user` reads the file of this name, until the ticket expires."""
    until = int(time.time()) + number(LINK_HOURS) * 3600
    ticket = signing.dumps([video.key.hex, user.pk, until], salt=SALT)
    return reverse("media:give", args=[ticket, name.removeprefix(f"{video.folder}/")])


def video_of(ticket: str, user) -> UUID | None:
    """Which video this ticket opens to this person now; None if it was changed, is another's or is over."""
    try:
        key, person, until = signing.loads(ticket, salt=SALT)
    except signing.BadSignature:
        return None
    return UUID(key) if person == user.pk and time.time() < until else None
