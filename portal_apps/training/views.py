"""Screens of training: what there is, one film, and the player's word on what was watched."""

import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from foundation.rights.door import requires
from media_jobs.services import library, playback

from .models import Study
from .services import note_watching

NEARLY = 5  # seconds before the end from which on a film begins anew
MOST = 500  # stretches one telling may hold


@require_safe
@requires("media.watch")
def index(request: HttpRequest) -> HttpResponse:
    studied = {study.video_id: study for study in Study.objects.filter(person=request.user.pk)}
    films = [(video, studied.get(video.pk)) for video in library.for_deputies()]
    return render(request, "training/index.html", {"films": films})


@require_safe
@requires("media.watch")
def watch(request: HttpRequest, key) -> HttpResponse:
    video = _film(key)
    study = Study.objects.filter(person=request.user.pk, video=video).first()
    position = study.position if study is not None and study.edition == video.playing else 0.0
    context = {
        "video": video,
        "played": playback(video, user=request.user),
        "study": study,
        "at": round(position, 1) if position < video.duration_s - NEARLY else 0,
    }
    return render(request, "training/watch.html", context)


@require_POST
@requires("media.watch")
def watched(request: HttpRequest, key) -> HttpResponse:
    video = _film(key)
    try:
        told = json.loads(request.body[:65536])
        spans = [(float(start), float(end)) for start, end in told["spans"][:MOST]]
        position = float(told["position"])
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"error": "播放进度读不懂，请刷新页面。"}, status=400)
    study = note_watching(video, by=request.user, spans=spans, position=position)
    return JsonResponse({"percent": study.percent, "seconds": round(study.seconds)})


def _film(key):
    video = next(iter(library.with_keys([key])), None)
    if video is None or video.access != "deputies":
        raise Http404
    return video
