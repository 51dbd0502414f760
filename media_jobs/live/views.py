"""Giving out deputies' broadcasts and previews, and answering the ingest server."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from foundation.rights.may import demand
from media_jobs.giving import TYPES, give_file
from media_jobs.models import Access

from . import services, tickets
from .ingest.token import HEADER, token
from .models import Broadcast

OVER = "这个直播链接已经失效，或者不是发给您的。请回到直播页面刷新。"


@require_safe
def give(request: HttpRequest, ticket: str, name: str) -> HttpResponseBase:
    """One file of a deputies' broadcast. 403 with a sentence for a ticket that is over or another's."""
    key = tickets.broadcast_of(ticket, request.user)
    if key is None:
        raise PermissionDenied(OVER)
    demand(request.user, "media.watch")
    broadcast = Broadcast.objects.filter(pk=key, access=Access.DEPUTIES).first()
    if broadcast is None or not _clean(name):
        raise Http404
    answer = give_file(request, f"{broadcast.folder}/{name}")
    if not name.endswith(".m4s"):
        answer["Cache-Control"] = "private, no-cache"
    return answer


@require_safe
def preview(request: HttpRequest, ticket: str, name: str) -> HttpResponseBase:
    """What comes in, before the public sees it: from the folder of this machine's live process."""
    key = tickets.broadcast_of(ticket, request.user, tickets.PREVIEW)
    if key is None:
        raise PermissionDenied(OVER)
    broadcast = Broadcast.objects.filter(pk=key).first()
    if broadcast is None or not _clean(name):
        raise Http404
    demand(request.user, "media.live_run", broadcast)
    path = Path(settings.LIVE_FOLDER) / broadcast.pk.hex / "preview" / name
    if not path.is_file():
        raise Http404
    answer = FileResponse(path.open("rb"), content_type=TYPES.get(path.suffix, "application/octet-stream"))
    answer["Cache-Control"], answer["X-Content-Type-Options"] = "private, no-cache", "nosniff"
    return answer


@csrf_exempt
@require_POST
def ingest(request: HttpRequest) -> HttpResponse:
    """What the ingest server asks and tells. It answers with a redirect to the name of the stream, so that the key stands
    in none of its logs; 403 is no.
    """
    if not constant_time_compare(request.headers.get(HEADER, ""), token()):
        raise Http404  # nobody else is told that there is such an address
    call, secret = request.POST.get("call", ""), request.POST.get("name", "")
    if call == "publish":
        stream = services.connected(secret)
        if stream is None:
            return HttpResponse(status=403, content=services.publishing_refused(secret) or "")
        return HttpResponse(status=302, headers={"Location": stream})
    if call == "update_publish":
        return HttpResponse(status=200 if services.still_there(secret) else 403)
    if call == "publish_done":
        services.gone(secret)
    return HttpResponse()


def _clean(name: str) -> bool:
    return ".." not in name.split("/") and not name.startswith("/")
