"""Screens: what was handed in, hand in, one table on its way."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_GET, require_POST

from foundation.rights.may import demand, may
from foundation.rights.refusals import Refused

from . import services
from .forms import FileForm, MatchForm
from .kinds import TableKind, kinds
from .models import State, Upload
from .reading import TableRefused
from .rows import table_of
from .services.receive import HEAD
from .writing import XLSX, write_table

SECONDS = 2  # between two looks at work that goes on
SHOWN = 200  # problems on one page


@login_required
def index(request):
    mine = [kind for kind in kinds.values() if may(request.user, kind.verb)]
    if not mine:
        raise PermissionDenied("您没有要导入的表格。能导入的是管理代表和账号的人。")
    uploads = Upload.objects.filter(by=request.user, kind__in=[kind.key for kind in mine]).defer(
        "sealed", "sealed_problems"
    )[:50]
    rows = [(upload, kinds[upload.kind].name) for upload in uploads]
    return render(request, "imports/index.html", {"kinds": mine, "rows": rows})


@login_required
def new(request, key: str):
    kind = _kind(request, key)
    form = FileForm(request.POST or None, request.FILES or None)
    choices = kind.choices(request.POST or request.GET.dict() or None)
    context = {"kind": kind, "form": form, "choices": choices}
    if request.method == "POST" and form.is_valid() and choices.is_valid():
        given = {name: request.POST.get(name, "") for name in choices.fields}
        try:
            upload = services.receive(form.cleaned_data["file"], kind, by=request.user, choices=given)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("imports:one", upload.pk)
    return render(request, "imports/new.html", context)


@require_GET
@login_required
def blank(request, key: str):
    """An empty table with the right headings."""
    kind = _kind(request, key)
    hints = {
        place: "；".join(filter(None, ["必须填" if one.required else "", one.help]))
        for place, one in enumerate(kind.columns)
    }
    data = write_table([one.name for one in kind.columns], [], title=kind.name, hints=hints)
    return _workbook(data, f"{kind.name}-空表.xlsx")


@login_required
def one(request, pk: int):
    """The table where it stands; while a job works on it the page asks for itself again, no script needed."""
    upload, kind = _mine(request, pk)
    context = {"upload": upload, "kind": kind, "job": upload.job}
    if upload.state == State.MATCHING:
        return _match(request, upload, kind, context)
    if upload.state == State.CHECKED:
        context["problems"] = [_said(kind, problem) for problem in upload.problems[:SHOWN]]
        context["again"] = urlencode(upload.choices)
        context["headings"] = [
            (kind.by_key[key].name, upload.header[place]) for key, place in upload.columns.items()
        ]
    if upload.state == State.APPLIED and kind.after:
        context["after"] = reverse(kind.after)
    response = render(request, f"imports/{upload.state}.html", context)
    if upload.state in (State.CHECKING, State.APPLYING) and not (context["job"] and context["job"].is_over):
        response["Refresh"] = str(SECONDS)
    return response


def _match(request, upload: Upload, kind: TableKind, context: dict):
    try:
        lines = table_of(kind, upload.content, first=HEAD).lines
    except TableRefused as refused:  # the limits became narrower since
        lines, upload.message = [], str(refused)
    form = MatchForm(kind, upload.header, upload.columns, lines, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.match(upload, form.columns, by=request.user)
            return redirect("imports:one", upload.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "imports/matching.html", {**context, "form": form})


@require_POST
@login_required
def act(request, pk: int, verb: str):
    upload, _ = _mine(request, pk)
    verbs: dict[str, tuple[Callable, str]] = {
        "confirm": (services.confirm, ""),
        "rematch": (services.rematch, ""),
        "again": (services.again, "已重新开始。"),
        "drop": (services.drop, "已放弃，文件内容已清除。"),
    }
    if verb not in verbs:
        raise Http404("没有这一步。")
    act, done = verbs[verb]
    try:
        act(upload, by=request.user)
        if done:
            messages.success(request, done)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("imports:index" if verb == "drop" else "imports:one", *([] if verb == "drop" else [pk]))


@require_GET
@login_required
def remarks(request, pk: int):
    upload, _ = _mine(request, pk)
    try:
        data = services.remarks(upload, by=request.user)
    except (Refused, TableRefused) as refused:
        messages.error(request, str(refused))
        return redirect("imports:one", pk)
    return _workbook(data, f"{upload.name.rpartition('.')[0]}-批注.xlsx")


def _kind(request, key: str) -> TableKind:
    if key not in kinds:
        raise Http404("没有这种表格。")
    demand(request.user, kinds[key].verb)
    return kinds[key]


def _mine(request, pk: int) -> tuple[Upload, TableKind]:
    upload = get_object_or_404(Upload, pk=pk)
    if upload.kind not in kinds:
        raise Http404("这种表格已经不用了。")
    return upload, services.kind_for(upload, request.user)


def _said(kind: TableKind, problem: dict) -> dict:
    column = kind.by_key.get(problem["column"])
    return {**problem, "column": column.name if column else "整行"}


def _workbook(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX, headers={"Cache-Control": "no-store"})
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
