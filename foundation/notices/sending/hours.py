"""When the house keeps quiet, and when it sends digests. Times are those of the place."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from foundation.rulebook.reading import rule_value

from ..rules import Key


def quiet_end(now: datetime) -> datetime | None:
    """When the quiet hours that hold now are over; None outside them. They may go over midnight."""
    local, begin, end = timezone.localtime(now), rule_value(Key.QUIET_FROM), rule_value(Key.QUIET_UNTIL)
    clock = local.time()
    quiet = begin <= clock < end if begin <= end else clock >= begin or clock < end
    return _next(local, end) if quiet else None


def next_digest(now: datetime) -> datetime:
    """The next time digests are sent."""
    return _next(timezone.localtime(now), rule_value(Key.DIGEST_AT))


def next_morning(now: datetime) -> datetime:
    """Tomorrow, when it is no longer quiet."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return quiet_end(midnight) or midnight


def _next(local: datetime, clock: time) -> datetime:
    today = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return today if today > local else today + timedelta(days=1)
