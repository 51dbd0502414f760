"""Screens of releases: the list, one release, what two differ in, and the buttons."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cms.editorial.views.door import say
from foundation.rights.door import requires
from publishing import services
from publishing.services import ReleaseRefused

from .board import lines_of, row_of, rows_of
from .door import may_roll_back, sees_content
from .export import as_csv
from .files import counts_of, groups_of
from .filters import ReleaseFilter
from .page_diff import page_diff
from .targets import late_targets

PER_PAGE = 30
CHANGES_SHOWN = 200


@requires("site.releases")
def index(request: HttpRequest) -> HttpResponseBase:
    narrowed = ReleaseFilter(request.GET)
    if request.GET.get("export") == "csv":
        return as_csv(narrowed.found, sees_content(request.user))
    page = Paginator(narrowed.found, PER_PAGE).get_page(request.GET.get("p"))
    context = {"filter": narrowed, "page": page, "rows": rows_of(page, sees_content(request.user))}
    context["late"] = late_targets()
    return render(request, "releases/index.html", {**_standing(request), **context})


@requires("site.releases")
def detail(request: HttpRequest, name: str) -> HttpResponse:
    release = get_object_or_404(services.releases(), name=name)
    served, kept = services.served_release(), services.kept_releases()
    content = sees_content(request.user)
    older = sorted(one for one in kept if one < name)
    context = {
        "release": release,
        "row": row_of(release, served, kept, content),
        "changes": lines_of(release, CHANGES_SHOWN) if content else [],
        "more": max(0, release.change_count - CHANGES_SHOWN) if content else 0,
        "content": content,
        "before": older[-1] if older and name in kept else "",
        "reason": request.GET.get("reason", ""),
    }
    return render(request, "releases/detail.html", {**_standing(request), **context})


@requires("site.releases")
def diff(request: HttpRequest) -> HttpResponse:
    old, new = _two(request)
    try:
        found = services.diff_releases(old.name, new.name)
    except ReleaseRefused as refused:
        raise Http404(str(refused)) from refused
    query = request.GET.get("q", "").strip()[:100]
    groups, counts = groups_of(found, query), counts_of(found)
    context = {
        "old": old,
        "new": new,
        "total": sum(counts.values()),
        "counts": counts,
        "groups": groups,
        "shown": any(group.files for group in groups),
        "query": query,
    }
    return render(request, "releases/diff.html", context)


@requires("site.releases")
def page(request: HttpRequest) -> HttpResponse:
    if not sees_content(request.user):
        raise PermissionDenied("页面内容只给编审人员看。")
    old, new = _two(request)
    file = request.GET.get("file", "")
    before, after = (services.file_of_release(one.name, file) for one in (old, new))
    if not before and not after:
        raise Http404("这两个版本里都没有这一页。")
    pieces = [piece for piece in page_diff(before, after) if piece.text.strip()]
    if all(piece.op == "same" for piece in pieces):
        pieces = []
    path = "/" + file.removesuffix("index.html")
    return render(request, "releases/page.html", {"old": old, "new": new, "path": path, "pieces": pieces})


@require_POST
@requires("site.releases")
def roll_back(request: HttpRequest, name: str) -> HttpResponse:
    reason = request.POST.get("reason", "")
    done = f"读者现在看到的是 {name} 的内容；发布已停住，改好后请恢复"
    if say(request, lambda: services.roll_back(name, request.user, reason), done):
        return redirect("releases:index")
    return redirect("releases:detail", name)


@require_POST
@requires("site.releases")
def resume(request: HttpRequest) -> HttpResponse:
    say(request, lambda: services.resume(request.user), "已恢复发布，等着的改动几秒后上线")
    return redirect("releases:index")


@require_POST
@requires("site.releases")
def verify(request: HttpRequest, name: str) -> HttpResponse:
    say(request, lambda: services.ask_to_verify(name, request.user), "已开始验证，结果会写在这一页")
    return redirect("releases:detail", name)


@require_POST
@requires("site.releases")
def keep(request: HttpRequest, name: str) -> HttpResponse:
    kept = request.POST.get("kept") == "1"
    done = "这一版永久保留，不会被清理" if kept else "这一版以后按保留规则清理"
    say(request, lambda: services.keep_release(name, request.user, kept=kept), done)
    return redirect("releases:detail", name)


def _standing(request: HttpRequest) -> dict:
    return {"held": services.standing_hold(), "may_roll_back": may_roll_back(request.user)}


def _two(request: HttpRequest):
    names = (request.GET.get("old", ""), request.GET.get("new", ""))
    return tuple(get_object_or_404(services.releases(), name=name) for name in names)
