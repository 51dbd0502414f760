"""What the shell of every page needs: name of the house, size of text, navigation."""

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.utils.functional import SimpleLazyObject

from foundation.notices.models import Notice
from foundation.waiting import is_read, waiting_at

from ..inbox.sign import number
from .doors import Door, doors_for

ELDER_COOKIE = "elder"
RECENT = 15  # seconds


def shell(request) -> dict:
    """For templates. The navigation is read only by pages that show it."""
    elder = request.COOKIES.get(ELDER_COOKIE) == "1"
    user = getattr(request, "user", None)
    return {
        "house": settings.WAGTAIL_SITE_NAME,
        "hotline": settings.HOTLINE,
        "elder": elder,
        "nav": SimpleLazyObject(lambda: _navigation(request)),
        "unread": SimpleLazyObject(lambda: number(Notice.objects.of(user).unread()) if user else "0"),
    }


def _navigation(request) -> list[tuple[Door, int]]:
    """Doors with the number of what waits behind each: a thing is behind the door whose address its own begins with."""
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return []
    doors = [door for door in doors_for(user) if door.short][:3]
    waiting = _addresses(request)
    return [(door, sum(one.startswith(door.url) for one in waiting)) for door in doors]


def _addresses(request) -> list[str]:
    """Of all that waits. Read afresh on the first page and after an act (which leaves a message); elsewhere they may be
    some seconds old, because every app is asked."""
    key = f"waiting:{request.session.session_key}"
    known = None if is_read(request) or len(get_messages(request)) else cache.get(key)
    if known is None:
        known = [one.url for one in waiting_at(request)]
        cache.set(key, known, RECENT)
    return known
