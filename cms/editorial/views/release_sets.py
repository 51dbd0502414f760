"""Screens of release sets."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.models import Page

from foundation.rights.door import requires
from foundation.rights.may import may

from .. import services
from ..models import ReleaseSet
from ..services.release_sets import RELEASE
from ..workflow import place_of
from .door import public_page, say


@requires("content.desk")
def index(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        name, note = request.POST.get("name", ""), request.POST.get("note", "")
        say(request, lambda: services.open_release_set(name, request.user, note), f"发布集“{name}”已建立")
        return redirect("editorial:release_sets")
    sets = ReleaseSet.objects.prefetch_related("members__page").select_related("created_by", "closed_by")
    return render(request, "editorial/release_sets/index.html", {"sets": sets[:100]})


@requires("content.desk")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    release_set = get_object_or_404(ReleaseSet.objects.select_related("created_by", "closed_by"), pk=pk)
    is_open = release_set.state == ReleaseSet.State.OPEN
    obstacles = {o.page.pk: o.why for o in services.obstacles_of(release_set)} if is_open else {}
    members = [
        {"page": member.page, "why": obstacles.get(member.page_id, ""), "place": place_of(member.page)}
        for member in release_set.members.select_related("page")
    ]
    context = {
        "release_set": release_set,
        "is_open": is_open,
        "members": members,
        "obstacles": len(obstacles),
        "candidates": _candidates(request, is_open),
        "query": request.GET.get("q", ""),
        "may_release": may(request.user, RELEASE),
    }
    return render(request, "editorial/release_sets/detail.html", context)


@require_POST
@requires("content.desk")
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    release_set = get_object_or_404(ReleaseSet, pk=pk)
    user = request.user
    if verb in ("add", "remove"):
        page = public_page(int(request.POST.get("page", 0) or 0))
        place: Any = services.add_to_set if verb == "add" else services.remove_from_set
        say(request, lambda: place(release_set, page, user), "已加入" if verb == "add" else "已拿出")
    else:
        finish: Any = services.release if verb == "release" else services.cancel_set
        say(
            request,
            lambda: finish(release_set, user),
            "整套已交发布" if verb == "release" else "发布集已取消",
        )
    return redirect("editorial:release_set", pk)


def _candidates(request: HttpRequest, is_open: bool):
    """Texts not public yet that are in no open set, newest first; narrowed by words of the title."""
    if not is_open:
        return []
    pages = Page.objects.filter(has_unpublished_changes=True, depth__gt=2).exclude(release_sets__waiting=True)
    for word in request.GET.get("q", "").split():
        pages = pages.filter(draft_title__contains=word)
    return pages.order_by("-latest_revision_created_at")[:20]
