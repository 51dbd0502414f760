"""The control room: what comes in, what the public sees, and the buttons between the two."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from foundation.rights.door import requires
from foundation.rights.may import demand
from media_jobs.services import live

from .log import lines_of


@require_safe
@requires("media.live_run")
def room(request: HttpRequest, key) -> HttpResponse:
    broadcast = _broadcast(request, key)
    return render(request, "broadcasts/room.html", _standing(request, broadcast))


@require_safe
@requires("media.live_run")
def now(request: HttpRequest, key) -> HttpResponse:
    """The parts that change, asked for every two seconds."""
    return render(request, "broadcasts/now.html", _standing(request, _broadcast(request, key)))


def _broadcast(request: HttpRequest, key):
    broadcast = get_object_or_404(live.broadcasts_for(request.user), pk=key)
    demand(request.user, "media.live_run", broadcast)
    return broadcast


def _standing(request: HttpRequest, broadcast) -> dict:
    health = live.health(broadcast)
    return {
        "broadcast": broadcast,
        "health": health,
        "lines": dict(live.Which.choices),
        "signal": any(line.connected for line in health.inputs),
        "preview": live.preview(broadcast, by=request.user),
        "points": list(broadcast.points.all()),
        "on_air": broadcast.is_on_air,
        "before": broadcast.state in ("scheduled", "waiting"),
        "log": lines_of(broadcast),
    }
