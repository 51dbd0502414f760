"""A ticket lets one person upload for one purpose for some minutes; the page that shows the field made sure of who.

It goes in a header, never in a cookie: no other site can make a browser send it, so the upload service needs neither
sessions nor CSRF tokens. A changed password makes it void, as it does sessions.
"""

import hashlib
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core import signing

from foundation.rulebook.reading import number

from .purposes import UploadPurpose, purpose_of
from .rules import TICKET_MINUTES

SALT = "media_jobs.uploads.ticket"


class NoTicket(Exception):
    """Missing, too old, or no longer true."""


def issue(user, purpose: UploadPurpose) -> str:
    """For the person who is asking now; the caller has asked whether they may."""
    return signing.dumps([user.pk, purpose.key, _seal(user)], salt=SALT)


def read(ticket: str) -> tuple:
    """(person, purpose). Raises NoTicket."""
    try:
        age = timedelta(minutes=number(TICKET_MINUTES))
        pk, key, seal = signing.loads(ticket, salt=SALT, max_age=age)
    except (signing.BadSignature, ValueError):
        raise NoTicket from None
    user = get_user_model().objects.filter(pk=pk, is_active=True).first()
    purpose = purpose_of(key)
    if user is None or purpose is None or seal != _seal(user):
        raise NoTicket
    return user, purpose


def _seal(user) -> str:
    return hashlib.sha256(user.get_session_auth_hash().encode()).hexdigest()[:16]
