"""Captions: a file comes in, an editor goes through it beside the video, another one approves it."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cms.editorial.refusals import Refused
from cms.editorial.views.door import say
from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.rights.refusals import Refused as EngineRefused
from media_jobs.contract import MediaError
from media_jobs.services import captions as verbs
from media_jobs.services import library, playback

AT_ONCE = 40  # cues on one page: as many as a person goes through before saving
Row = tuple[str, str, str, float | None]  # start, end, words, second to listen from
FREE = 2  # empty lines for what was left out


@require_POST
@requires("media.caption")
def upload(request: HttpRequest, key) -> HttpResponse:
    video = get_object_or_404(library.videos_for(request.user), pk=key)
    language, file = request.POST.get("language", ""), request.FILES.get("file")

    def keep() -> None:
        if file is None:
            raise Refused("请选一个字幕文件。")
        replace = bool(request.POST.get("replace"))
        explained(
            verbs.upload_caption, video, file.read(), language=language, by=request.user, replace=replace
        )

    done = say(request, keep, "字幕已收下，是草稿：请核对，再请另一位编辑核准。")
    return redirect("videos:captions", key, language) if done else redirect("videos:detail", key)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("media.caption", "media.caption_approve")
def edit(request: HttpRequest, key, language: str) -> HttpResponse:
    video = get_object_or_404(library.videos_for(request.user), pk=key)
    caption = get_object_or_404(video.captions, language=language)
    page = Paginator(verbs.cues_of(caption), AT_ONCE).get_page(request.GET.get("page"))
    rows: list[Row] = [
        (verbs.stamp(cue.start), verbs.stamp(cue.end), cue.text, cue.start / 1000) for cue in page
    ]
    status = 200
    if request.method == "POST":
        if say(
            request, lambda: _act(request, caption, page), DONE.get(request.POST.get("act", ""), "已保存")
        ):
            gone = request.POST.get("act") == "delete"
            return redirect("videos:detail", key) if gone else redirect(request.get_full_path())
        rows, status = [(start, end, text, None) for start, end, text in _given(request.POST)] or rows, 422
    context = {
        "video": video,
        "caption": caption,
        "standing": verbs.standing(caption),
        "seen": request.POST.get("seen") or verbs.version_of(caption),
        "page": page,
        "rows": [*rows, *[("", "", "", None)] * (FREE if status == 200 else 0)],
        "played": playback(video, user=request.user),
        "may_approve": may(request.user, "media.caption_approve", video) and caption.state != "approved",
    }
    return render(request, "library/captions.html", context, status=status)


DONE = {"approve": "字幕已核准，播放时就能打开", "delete": "字幕已删去"}


def _act(request: HttpRequest, caption, page: Page) -> None:
    act, seen = request.POST.get("act"), request.POST.get("seen", "")
    if act == "approve":
        explained(verbs.approve_caption, caption, by=request.user, seen=seen)
    elif act == "delete":
        explained(verbs.delete_caption, caption, by=request.user, seen=seen)
    else:
        cues = verbs.cues_of(caption)
        first = page.start_index() - 1 if cues else 0
        cues[first : first + AT_ONCE] = _cues(request.POST)
        explained(verbs.edit_caption, caption, cues, by=request.user, seen=seen)


def explained(verb, *args, **kwargs):
    """The verb; what it says no with becomes the refusal that screens show."""
    try:
        return verb(*args, **kwargs)
    except (MediaError, EngineRefused, OSError) as error:
        raise Refused(str(error)) from error


def _given(posted: QueryDict) -> list[tuple[str, str, str]]:
    columns = (posted.getlist(name) for name in ("start", "end", "text"))
    return list(zip(*columns, strict=False))


def _cues(posted: QueryDict) -> list:
    """Raises Refused naming the line whose time cannot be read. A line without words is left out."""
    found = []
    for number, (start, end, text) in enumerate(_given(posted), start=1):
        if not text.strip():
            continue
        begins, ends = verbs.milliseconds(start), verbs.milliseconds(end)
        if begins is None or ends is None:
            raise Refused(f"这一页第 {number} 句的时间不对，请写成 00:01:02.345。")
        found.append(verbs.Cue(begins, ends, text))
    return found
