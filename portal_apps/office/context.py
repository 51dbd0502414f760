"""What the shell of every page needs: name of the house, size of text, navigation."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from foundation.notices.models import Notice

from ..inbox.sign import number
from .doors import doors_for

ELDER_COOKIE = "elder"


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


def _navigation(request) -> list:
    user = getattr(request, "user", None)
    return [door for door in doors_for(user) if door.short][:3] if user and user.is_authenticated else []
