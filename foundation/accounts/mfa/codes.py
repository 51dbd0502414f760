"""Checking a code: limits that many sessions share, and no code twice."""

import time

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.crypto import constant_time_compare

from foundation.audit.services import record

from .. import guard
from ..adapter import locked
from ..traces import network

PERIOD = 30  # seconds, RFC 6238
DRIFT = 1  # periods a telephone's clock may be off, either way


def check_code(request, user, code: str) -> Authenticator | None:
    """The authenticator whose code this is, or None. Raises ValidationError while the person is locked here."""
    address = get_adapter(request).get_client_ip(request)
    made = guard.code_attempts(user, address, network(address))
    refused = next((one for one in made if not one.allowed), None)
    if refused:
        record(actor=user, verb="accounts.code_locked", object_key=f"user:{user.pk}", result="refused")
        raise locked(refused)
    code = "".join(code.split()).replace("-", "")
    found = _totp(user, code) or _recovery(user, code)
    if found:
        guard.forgive(made)
    return found


@transaction.atomic
def _totp(user, code: str) -> Authenticator | None:
    """Each period's code counts once: the row remembers the newest period used."""
    key = Authenticator.objects.select_for_update().filter(user=user, type=Authenticator.Type.TOTP).first()
    if key is None:
        return None
    secret, now = decrypt(key.data["secret"]), int(time.time()) // PERIOD
    for period in range(now - DRIFT, now + DRIFT + 1):
        right = constant_time_compare(code, format_hotp_value(hotp_value(secret, period)))
        if right and period > key.data.get("used_period", 0):
            key.data["used_period"] = period
            key.save(update_fields=["data"])
            return key
    return None


def _recovery(user, code: str) -> Authenticator | None:
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return codes if codes and codes.wrap().validate_code(code) else None


def codes_left(user) -> int:
    """How many recovery codes are still good; 0 where there are none."""
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0
