"""The first page after login, one's own page, and the size of the text."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate

from foundation.rights.models import Grant, State
from foundation.shelves import shelves_for
from foundation.waiting import waiting_at

from ..context import ELDER_COOKIE
from ..doors import doors_for, public_site

SHOWN = 20  # of what waits; each kind has a list of its own
WEEKDAYS = "一二三四五六日"
YEAR = 365 * 24 * 3600


@login_required
def home(request):
    today = localdate()
    doors, waiting = doors_for(request.user), waiting_at(request)
    context = {
        "today": today,
        "weekday": WEEKDAYS[today.weekday()],
        "doors": doors,
        "waiting": waiting[:SHOWN],
        "count": len(waiting),
        "shelves": shelves_for(request.user),
        "public_site": public_site(),
        "proposed": Grant.objects.filter(person=request.user, state=State.PROPOSED),
    }
    return render(request, "office/home.html", context)


@login_required
def me(request):
    return render(request, "office/me.html", {"public_site": public_site()})


def text_size(request, size: str):
    """Remember 长辈版 for this browser and go back. Works without JavaScript and before login."""
    if size not in {"elder", "normal"}:
        raise Http404
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        ELDER_COOKIE, "1" if size == "elder" else "0", max_age=YEAR, samesite="Lax", httponly=True
    )
    return response
