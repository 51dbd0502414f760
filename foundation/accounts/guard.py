"""Counting attempts, and locking by (what is tried + where from): an attacker elsewhere cannot lock a person out.

An attempt is counted before it is checked, in a transaction of its own, so that a hundred guesses sent at the same
moment count as a hundred. Success takes the count back.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.rulebook.reading import number

from .models import FamiliarNetwork, Tally
from .rules import Key

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Attempt:
    """One counted attempt. `left` is how many more may fail; `since` and `until` are set while it is locked."""

    key: str
    allowed: bool
    left: int = 0
    since: datetime | None = None
    until: datetime | None = None


def key_of(*parts) -> str:
    """A digest of what is counted; without the secret key nobody can try names against the table."""
    text = "\0".join(str(part).strip().casefold() for part in parts)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


@transaction.atomic
def attempt(*parts, limit: int, window: timedelta) -> Attempt:
    """Count one attempt of `parts`; at the `limit`-th within `window` it is locked for another `window`."""
    now = timezone.now()
    key = key_of(*parts)
    row, _ = Tally.objects.select_for_update().get_or_create(key=key, defaults={"since": now})
    if row.locked_at and now < row.locked_at + window:
        return Attempt(key, False, 0, row.locked_at, row.locked_at + window)
    if row.locked_at or now - row.since >= window:
        row.count, row.since, row.locked_at = 0, now, None
    row.count += 1
    if row.count >= limit:
        row.locked_at = now
    row.save()
    until = row.locked_at and row.locked_at + window
    return Attempt(key, True, limit - row.count, row.locked_at, until)


def forgive(made: list[Attempt]) -> None:
    """What was tried succeeded: the first count begins anew, the wider ones lose only this attempt."""
    Tally.objects.filter(key__in=[one.key for one in made[:1]]).delete()
    wider = Tally.objects.filter(key__in=[one.key for one in made[1:]], count__gt=0)
    wider.update(count=F("count") - 1, locked_at=None)


def password_attempts(name: str, address: str) -> list[Attempt]:
    """By name and address, and by address alone within a minute. Names that exist and others count alike."""
    minutes = timedelta(minutes=number(Key.LOCK_MINUTES))
    return [
        attempt("password", name, address, limit=number(Key.LOCK_FAILURES), window=minutes),
        attempt("address", address, limit=number(Key.ADDRESS_TRIES), window=timedelta(minutes=1)),
    ]


def code_attempts(user, address: str, where: str) -> list[Attempt]:
    """By person and address; and, from networks this person never used, by person alone within a day.

    Whoever gets here knows the password, so many addresses could guess the six digits together. `where` is the
    network; a familiar one counts for itself only.
    """
    minutes = timedelta(minutes=number(Key.LOCK_MINUTES))
    made = [attempt("code", user.pk, address, limit=number(Key.LOCK_FAILURES), window=minutes)]
    if not FamiliarNetwork.objects.filter(user=user, network=where).exists():
        made.append(attempt("codes", user.pk, limit=number(Key.CODE_TRIES), window=DAY))
    return made


def remember_network(user, where: str) -> None:
    """A login from here was finished."""
    FamiliarNetwork.objects.update_or_create(user=user, network=where, defaults={"seen_at": timezone.now()})


def sweep() -> None:
    """Daily: forget counts and networks that say nothing any more."""
    now = timezone.now()
    Tally.objects.filter(since__lt=now - 2 * DAY).exclude(locked_at__gt=now - 2 * DAY).delete()
    FamiliarNetwork.objects.filter(seen_at__lt=now - 180 * DAY).delete()
