"""What is pressed in the control room. Every button may be pressed twice: the verbs see to it that once is enough."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cms.editorial.refusals import Refused
from cms.editorial.views.door import say
from cms.library.videos.captions import explained
from foundation.rights.door import requires
from foundation.rights.may import demand
from media_jobs.services import live


@require_POST
@requires("media.live_run", "media.live_keep")
def act(request: HttpRequest, key, verb: str) -> HttpResponse:
    broadcast = get_object_or_404(live.broadcasts_for(request.user), pk=key)
    if verb not in ACTS:
        raise Http404
    carry_out, done = ACTS[verb]
    demand(request.user, "media.live_keep" if verb == "cancel" else "media.live_run", broadcast)
    say(request, lambda: carry_out(request, broadcast), done)
    return redirect("broadcasts:edit" if verb == "cancel" else "broadcasts:room", key)


@require_POST
@requires("media.live_run")
def begin_point(request: HttpRequest, key, number: int) -> HttpResponse:
    broadcast = get_object_or_404(live.broadcasts_for(request.user), pk=key)
    demand(request.user, "media.live_run", broadcast)
    point = get_object_or_404(broadcast.points, pk=number)
    say(request, lambda: explained(live.mark_point, point, by=request.user), f"记下了：“{point}”从这一刻开始")
    return redirect("broadcasts:room", key)


def _open(request: HttpRequest, broadcast) -> None:
    explained(live.open_air, broadcast, by=request.user)


def _cut(request: HttpRequest, broadcast) -> None:
    explained(live.cut, broadcast, by=request.user, reason=request.POST.get("reason", ""))


def _restore(request: HttpRequest, broadcast) -> None:
    explained(live.uncut, broadcast, by=request.user)


def _close(request: HttpRequest, broadcast) -> None:
    """The one button nobody can take back: it has to be meant."""
    if not request.POST.get("meant"):
        raise Refused("结束以后不能再接着播。要结束，请勾选“会议确实结束了”再按。")
    explained(live.close_air, broadcast, by=request.user)


def _cancel(request: HttpRequest, broadcast) -> None:
    explained(live.cancel, broadcast, by=request.user, reason=request.POST.get("reason", ""))


ACTS = {
    "open": (_open, "已开播，公众按延迟看到"),
    "cut": (_cut, "已切断：公众还没看到的都不会播出"),
    "restore": (_restore, "已恢复，从现在起的画面会播出"),
    "close": (_close, "直播已结束，回放马上可以看"),
    "cancel": (_cancel, "直播已取消，密钥都已收回"),
}
