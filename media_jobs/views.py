"""Giving out the files of deputies' videos."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from foundation.rights.door import requires
from foundation.rights.may import demand

from .giving import give_file
from .models import Access, Video
from .tickets import address_of, video_of


@require_safe
@requires("media.watch")
def link(request: HttpRequest, key) -> HttpResponseBase:
    """A new link to the same film for a player whose link is over: `{"master"}`."""
    video = get_object_or_404(Video, pk=key, access=Access.DEPUTIES)
    answer = JsonResponse({"master": address_of(video, request.user, video.master)})
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def give(request: HttpRequest, ticket: str, name: str) -> HttpResponseBase:
    """One file, whole or the asked part of it. 403 with a sentence for a ticket that is over or another's."""
    key = video_of(ticket, request.user)
    if key is None:
        raise PermissionDenied("这个视频链接已经失效，或者不是发给您的。请回到视频页面刷新。")
    demand(request.user, "media.watch")
    video = Video.objects.filter(pk=key, access=Access.DEPUTIES).first()
    if video is None or ".." in name or name.startswith(("source/", "/")):
        raise Http404
    return give_file(request, f"{video.folder}/{name}")
