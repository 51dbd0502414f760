"""The code of a one-time link: made from the key of the house and the row's own random part, kept only as a digest.

Nobody who reads the database can log in with it; and the copy that leaves the house can still be written at the last
moment. When SECRET_KEY was changed in between, the link is dead and a new one must be sent.
"""

import base64
import hashlib
import hmac

from django.conf import settings

LENGTH = 24  # characters, 144 bits; gateways allow 35 for one variable of an SMS


def code_of(nonce: str) -> str:
    """URL-safe."""
    mac = hmac.digest(settings.SECRET_KEY.encode(), f"life.invitation:{nonce}".encode(), "sha256")
    return base64.urlsafe_b64encode(mac).decode()[:LENGTH]


def digest_of(code: str) -> str:
    """What the database keeps. The code is too long to be searched for, so a plain hash is enough."""
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()


def link_of(code: str) -> str:
    """The whole address, as a mail or a sheet of paper shows it."""
    return f"{settings.WAGTAILADMIN_BASE_URL}/i/{code}/"
