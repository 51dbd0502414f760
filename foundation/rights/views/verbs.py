"""What people do with grants: propose, approve, refuse, end, break glass."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.accounts.dangerous import ask_for_proof, dangerous

from ..door import requires
from ..forms import EmergencyForm, GrantForm
from ..models import Grant
from ..refusals import Refused
from ..services import approve_grant, break_glass, end_grant, propose_grant, refuse_grant


@requires("accounts.propose_grant")
def propose(request):
    form = GrantForm(_typed(request), initial={"person": request.GET.get("person")})
    done = "已提出，等另一个人批准；批准之前不生效。"
    return ask_for_proof(request) or _give(request, form, propose_grant, "rights/propose.html", done)


@requires("accounts.break_glass")
def emergency(request):
    done = "应急授权已生效，三位管理员已收到通知；到时自动收回。"
    form = EmergencyForm(_typed(request))
    return ask_for_proof(request) or _give(request, form, break_glass, "rights/emergency.html", done)


def _typed(request):
    return request.POST if request.method == "POST" else None


def _give(request, form, verb: Callable[..., Grant], template: str, done: str):
    """A refusal stands above the form, with everything that was typed still in it."""
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            made = verb(values.pop("person"), values.pop("role"), by=request.user, **values)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("rights:grant", made.pk)
    return render(request, template, {"form": form}, status=422 if form.errors else 200)


ACTS: dict[str, tuple[Callable[[Grant, object, str], Grant], str]] = {
    "approve": (lambda grant, by, said: approve_grant(grant, by=by, decision=said), "已批准，现在生效。"),
    "refuse": (lambda grant, by, said: refuse_grant(grant, by=by, decision=said), "已记为不批准。"),
    "end": (lambda grant, by, said: end_grant(grant, by=by, reason=said), "已收回。"),
}


@login_required
@require_POST
@dangerous
def act(request, pk: int, verb: str) -> HttpResponseRedirect:
    """One of ACTS; `said` is the opinion or the reason."""
    if verb not in ACTS:
        raise Http404
    function, done = ACTS[verb]
    try:
        function(get_object_or_404(Grant, pk=pk), request.user, request.POST.get("said", ""))
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("rights:grant", args=[pk]))
