"""What must be read again is stored encrypted: keys of TOTP apps, personal data (GB/T 22239-2019 §8.1.4.8)."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _box() -> MultiFernet:
    """Seals with SECRET_KEY; opens with SECRET_KEY_FALLBACKS too, so that the key can be changed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(("accounts:" + str(key)).encode()).digest()))
            for key in keys
        ]
    )


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises cryptography.fernet.InvalidToken when no key opens it."""
    return _box().decrypt(sealed.encode()).decode()


def fingerprint(text: str, *, every: bool = False) -> list[str]:
    """What a sealed text is found by, 64 hexadecimal digits: under today's key, with `every` under older ones too."""
    keys = [settings.SECRET_KEY, *(settings.SECRET_KEY_FALLBACKS if every else [])]
    return [
        hmac.new(("found:" + str(key)).encode(), text.encode(), hashlib.sha256).hexdigest() for key in keys
    ]
