"""The first screen, whole in Wagtail's home page and again as a fragment that keeps it fresh."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from foundation.rights.door import requires

from ..desk.desk import desk_of
from ..desk.stale import columns_by_freshness


@requires("content.desk")
def fragment(request: HttpRequest) -> HttpResponse:
    return render(request, "editorial/desk/desk.html", desk_context(request.user))


@requires("content.desk")
def columns(request: HttpRequest) -> HttpResponse:
    return render(request, "editorial/desk/columns.html", {"rows": columns_by_freshness()})


def desk_context(user) -> dict:
    return {
        "desk": desk_of(user),
        "today": timezone.localtime(),
        "site_address": f"{settings.SITE_BASE_URL}/",
    }
