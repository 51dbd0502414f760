"""Screens of the video library."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from cms.editorial.views.door import say
from cms.pages.services.touch import pages_with
from foundation.rights.door import requires
from foundation.rights.may import demand, may
from foundation.rights.refusals import Refused
from media_jobs.contract import MediaError
from media_jobs.services import how_far, library, moving, playback, set_chapters, take_in
from media_jobs.services.captions import standing
from media_jobs.services.captions.read import LANGUAGES

from ..narrowing import ACCESS, offered
from . import times
from .captions import explained
from .finding import WHERE, page_of
from .forms import VideoForm


@require_safe
@requires("media.see")
def index(request: HttpRequest) -> HttpResponse:
    context = {
        "page": page_of(request.user, request.GET),
        **offered(request.GET, WHERE),
        "may_upload": may(request.user, "media.upload"),
    }
    return render(request, "library/index.html", context)


@require_safe
@requires("media.see")
def fresh(request: HttpRequest) -> HttpResponse:
    """The list alone, asked for again while something is being made."""
    return render(
        request, "library/rows.html", {"page": page_of(request.user, request.GET), "asked": request.GET}
    )


@requires("media.upload")
def add(request: HttpRequest) -> HttpResponse:
    form = VideoForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            video = take_in(given["file"], by=request.user, title=given["title"], access=given["access"])
        except (MediaError, Refused, OSError) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("videos:detail", video.pk)
    return render(request, "library/add.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@requires("media.see")
def detail(request: HttpRequest, key) -> HttpResponse:
    video = get_object_or_404(library.videos_for(request.user), pk=key)
    context = {
        **_standing(request, video),
        "played": playback(video, user=request.user),
        "chapters": times.as_lines(video.chapters.all()),
    }
    return render(request, "library/detail.html", context)


@require_safe
@requires("media.see")
def status(request: HttpRequest, key) -> HttpResponse:
    """How far it is, asked for again while it is being made."""
    video = get_object_or_404(library.videos_for(request.user), pk=key)
    return render(request, "library/status.html", {**_standing(request, video), "later": True})


@require_POST
@requires("media.keep")
def chapters(request: HttpRequest, key) -> HttpResponse:
    video = get_object_or_404(library.videos_for(request.user), pk=key)
    demand(request.user, "media.keep", video)
    lines = request.POST.get("chapters", "")
    if say(
        request, lambda: explained(set_chapters, video, times.marks(lines), by=request.user), "章节已保存"
    ):
        return redirect("videos:detail", video.pk)
    played = playback(video, user=request.user)
    context = {**_standing(request, video), "played": played, "chapters": lines}
    return render(request, "library/detail.html", context, status=422)


def _standing(request: HttpRequest, video) -> dict:
    video.far = how_far(video)
    return {
        "video": video,
        "pages": pages_with(video),
        "may_keep": may(request.user, "media.keep", video),
        "may_caption": may(request.user, "media.caption", video),
        "captions": [(one, standing(one)) for one in video.captions.all()],
        "languages": LANGUAGES.items(),
        "moving": video.state in WHERE["working"][1],
        "accesses": list(ACCESS.items()),
        "on_the_way": moving(video),
    }
