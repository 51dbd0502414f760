"""Screens around a broadcast: the calendar, its form, its keys."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from cms.editorial.views.door import say
from cms.library.narrowing import offered
from cms.library.videos.captions import explained
from cms.pages.services.touch import pages_with
from foundation.rights.door import requires
from foundation.rights.may import demand, may
from foundation.rights.refusals import Refused
from media_jobs.services import live

from . import agenda
from .finding import WHERE, page_of
from .forms import BroadcastForm

KEPT = ("title", "starts_at", "ends_at", "access", "delay_s")


@require_safe
@requires("media.see")
def index(request: HttpRequest) -> HttpResponse:
    context = {
        "page": page_of(request.user, request.GET),
        **offered(request.GET, WHERE),
        "may_keep": may(request.user, "media.live_keep"),
    }
    return render(request, "broadcasts/index.html", context)


@require_safe
@requires("media.see")
def fresh(request: HttpRequest) -> HttpResponse:
    """The list alone, asked for again while somebody looks at it."""
    context = {"page": page_of(request.user, request.GET), "asked": request.GET}
    return render(request, "broadcasts/rows.html", context)


@requires("media.live_keep")
def add(request: HttpRequest) -> HttpResponse:
    form = BroadcastForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = live.schedule(by=request.user, points=_points(form), **_arranged(form))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("broadcasts:edit", made.pk)
    return render(request, "broadcasts/form.html", {"form": form}, status=422 if form.errors else 200)


@requires("media.see")
def edit(request: HttpRequest, key) -> HttpResponse:
    broadcast = get_object_or_404(live.broadcasts_for(request.user), pk=key)
    form = BroadcastForm(request.POST or None, initial=_said(broadcast))
    if request.method == "POST":
        demand(request.user, "media.live_keep", broadcast)
        if form.is_valid() and say(
            request, lambda: explained(_change, broadcast, form, request.user), "已保存"
        ):
            return redirect("broadcasts:edit", key)
    return _page(request, broadcast, form=form, status=200 if request.method != "POST" else 422)


@sensitive_variables("issued")
@require_POST
@requires("media.live_keep")
def issue(request: HttpRequest, key) -> HttpResponse:
    """The key stands in this one answer and nowhere else."""
    broadcast = get_object_or_404(live.broadcasts_for(request.user), pk=key)
    demand(request.user, "media.live_keep", broadcast)
    issued = []

    def make() -> None:
        issued.append(
            explained(live.issue_key, broadcast, by=request.user, which=request.POST.get("which", ""))
        )

    if not say(request, make, "推流密钥已发，只显示这一次"):
        return redirect("broadcasts:edit", key)
    answer = _page(request, broadcast, issued=issued[0])
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@requires("media.live_keep")
def revoke(request: HttpRequest, key, number: int) -> HttpResponse:
    broadcast = get_object_or_404(live.broadcasts_for(request.user), pk=key)
    demand(request.user, "media.live_keep", broadcast)
    row = get_object_or_404(broadcast.keys, pk=number)
    reason = request.POST.get("reason", "")
    say(
        request,
        lambda: explained(live.revoke_key, row, by=request.user, reason=reason),
        "密钥已收回，正在推流的已断开",
    )
    return redirect("broadcasts:edit", key)


def _page(request: HttpRequest, broadcast, *, form=None, issued=None, status: int = 200) -> HttpResponse:
    context = {
        "broadcast": broadcast,
        "form": form or BroadcastForm(initial=_said(broadcast)),
        "issued": issued,
        "keys": broadcast.keys.select_related("issued_by"),
        "lines": live.Which.choices,
        "pages": pages_with(broadcast),
        "open": broadcast.state in ("scheduled", "waiting", "live", "gap"),
        "may_keep": may(request.user, "media.live_keep", broadcast),
        "may_run": may(request.user, "media.live_run", broadcast),
    }
    return render(request, "broadcasts/edit.html", context, status=status)


def _said(broadcast) -> dict:
    return {
        **{name: getattr(broadcast, name) for name in (*KEPT, "subject_label", "subject_address")},
        "points": agenda.as_lines(broadcast.points.all()),
    }


def _arranged(form: BroadcastForm) -> dict:
    """What the form says, as the verbs take it; an empty delay is left to the rule."""
    given = {name: form.cleaned_data[name] for name in KEPT if form.cleaned_data[name] is not None}
    subject = live.Subject(form.cleaned_data["subject_label"], form.cleaned_data["subject_address"])
    return {**given, "subject": subject}


def _points(form: BroadcastForm) -> list[tuple[str, str]]:
    return agenda.points(form.cleaned_data["points"])


def _change(broadcast, form: BroadcastForm, by) -> None:
    """The agenda of what is over may still be put right, the rest may not."""
    if set(form.changed_data) - {"points"}:
        live.change(broadcast, by=by, **_arranged(form))
    if "points" in form.changed_data:
        live.set_points(broadcast, _points(form), by=by)
