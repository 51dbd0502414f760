"""What can be done with a video: stop and try again, put another file in its place, keep a part of it, delete it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cms.editorial.refusals import Refused
from cms.editorial.views.door import say
from cms.pages.services.touch import pages_with
from foundation.rights.door import requires
from foundation.rights.may import demand
from media_jobs import services
from media_jobs.services import library

from .captions import explained
from .times import moment


@require_POST
@requires("media.keep")
def act(request: HttpRequest, key, verb: str) -> HttpResponse:
    video = get_object_or_404(library.videos_for(request.user), pk=key)
    demand(request.user, "media.keep", video)
    if verb not in ACTS:
        raise Http404
    carry_out, done = ACTS[verb]
    if say(request, lambda: carry_out(request, video), done) and verb == "delete":
        return redirect("videos:index")
    return redirect("videos:detail", key)


def _cancel(request: HttpRequest, video) -> None:
    explained(services.cancel, video, by=request.user, reason=request.POST.get("reason", ""))


def _retry(request: HttpRequest, video) -> None:
    explained(services.retry, video, by=request.user, reason=request.POST.get("reason", ""))


def _replace(request: HttpRequest, video) -> None:
    file = request.FILES.get("file")
    if file is None:
        raise Refused("请选一个视频文件。")
    explained(services.replace, video, file, by=request.user)


def _trim(request: HttpRequest, video) -> None:
    start, end = (moment(request.POST.get(name, "")) for name in ("start", "end"))
    explained(services.trim, video, start, end, by=request.user)


def _rename(request: HttpRequest, video) -> None:
    explained(services.rename, video, request.POST.get("title", ""), by=request.user)


def _access(request: HttpRequest, video) -> None:
    """Readers must not lose a film from under a page: it is taken out there first."""
    access = request.POST.get("access", "")
    live = [page.title for page in pages_with(video) if page.live] if access == "deputies" else []
    if live:
        named = "》《".join(live[:5])
        raise Refused(f"网上有 {len(live)} 页在用它：《{named}》。先在那里换掉并发布，再改成“仅代表”。")
    explained(services.set_access, video, access, by=request.user)


def _delete(request: HttpRequest, video) -> None:
    """A page readers see would lose its film: that is said first, and has to be meant."""
    live = [page.title for page in pages_with(video) if page.live]
    if live and not request.POST.get("meant"):
        named = "》《".join(live[:5])
        raise Refused(
            f"网上有 {len(live)} 页在用它：《{named}》。先在那里换掉，或者勾选“页面里的也一起拿掉”再删。"
        )
    explained(services.delete, video, by=request.user, reason=request.POST.get("reason", ""))


ACTS = {
    "cancel": (_cancel, "已停下"),
    "retry": (_retry, "又开始处理了"),
    "replace": (_replace, "新文件已收下，处理好之前放的还是原来的"),
    "trim": (_trim, "开始剪，剪好之前放的还是原来的"),
    "rename": (_rename, "标题已改，用它的页面随后更新"),
    "access": (_access, "开始搬文件，搬好就生效"),
    "delete": (_delete, "视频已删去"),
}
