"""Designed error pages. They must work when much else does not."""

import logging
import secrets

from django.conf import settings
from django.http import HttpResponseServerError
from django.template import loader
from django.utils.timezone import localtime

log = logging.getLogger(__name__)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def server_error(request, *args, **kwargs):
    """A number that can be read out on the phone ties the page to the log line. No database is asked."""
    now = localtime()
    number = f"E{now:%m%d-%H%M}-{''.join(secrets.choice(LETTERS) for _ in range(3))}"
    log.error("server error %s at %s", number, request.path)
    page = loader.get_template("500.html").render(
        {"number": number, "at": f"{now:%H:%M}", "elder": request.COOKIES.get("elder") == "1", **_house()}
    )
    return HttpResponseServerError(page)


def _house() -> dict:
    return {"house": settings.WAGTAIL_SITE_NAME, "hotline": settings.HOTLINE}
