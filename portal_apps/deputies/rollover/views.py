"""Screens: changes of term, one on its way with what its rehearsal showed, and each verb."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.accounts.dangerous import ask_for_proof
from foundation.rights.door import requires
from foundation.rights.may import demand, may
from foundation.rights.refusals import Refused

from ..models import Rollover
from ..models.rollovers import AT_WORK, State
from ..views.acting import act, typed
from . import services
from .forms import RefuseForm, RolloverForm

SECONDS = 2  # between two looks at work that goes on


@requires(services.PREPARE, services.APPROVE)
def index(request):
    rows = Rollover.objects.select_related("former__area", "by", "proposed_by", "decided_by")
    context = {"rows": rows, "may_prepare": may(request.user, services.PREPARE)}
    return render(request, "deputies/rollover/index.html", context)


@requires(services.PREPARE)
def new(request):
    made: list[Rollover] = []
    answer = act(
        request,
        RolloverForm(**typed(request)),
        lambda form: made.append(services.prepare(by=request.user, **form.cleaned_data)),
        title="预演换届",
        back=reverse("deputies:rollovers"),
        done="开始预演。",
        button="预演",
        note="预演不改任何数据，也不通知任何人。看过结果再提出，由另一个人批准，才真正换届。",
    )
    return redirect("deputies:rollover", made[0].pk) if made else answer


@requires(services.PREPARE, services.APPROVE)
def one(request, pk: int):
    """While a job works on it the page asks for itself again, no script needed."""
    made = _found(pk)
    job, user = made.job, request.user
    works = made.state in AT_WORK and (made.state == State.REHEARSING or made.due)
    context = {
        "made": made,
        "job": job if works else None,
        "told": made.report or made.rehearsal,
        "steps": _way(made),
        "may_prepare": may(user, services.PREPARE),
        "may_decide": may(user, services.APPROVE) and user.pk != made.proposed_by_id,
        "refuse_form": RefuseForm(),
    }
    response = render(request, "deputies/rollover/one.html", context)
    if works and not (job and job.is_over):
        response["Refresh"] = str(SECONDS)
    return response


VERBS: dict[
    str, tuple[Callable, str, bool, str]
] = {  # verb: service, right, dangerous, what is said when it is done
    "again": (services.again, services.PREPARE, False, "重新开始预演。"),
    "propose": (services.propose, services.PREPARE, True, "已提出，等另一个人批准。"),
    "approve": (services.approve, services.APPROVE, True, "已批准。"),
    "refuse": (services.refuse, services.APPROVE, False, "已退回，提出的人会收到理由。"),
    "drop": (services.drop, services.PREPARE, False, "已放弃，什么都没有改。"),
}


@require_POST
@requires(services.PREPARE, services.APPROVE)
def decide(request, pk: int, verb: str):
    made = _found(pk)
    if verb not in VERBS:
        raise Http404
    do, right, dangerous, done = VERBS[verb]
    demand(request.user, right)
    asked = ask_for_proof(request) if dangerous else None
    if asked is not None:
        return asked
    more = {"reason": request.POST.get("reason", "")} if verb == "refuse" else {}
    try:
        do(made, by=request.user, **more)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("deputies:rollover", pk)


def _found(pk: int) -> Rollover:
    rows = Rollover.objects.select_related("former__area", "by", "proposed_by", "decided_by")
    return get_object_or_404(rows, pk=pk)


def _way(made: Rollover) -> list[dict]:
    """What happened, and what comes."""
    way = [{"title": "建立", "at": made.at, "by": made.by, "text": made.ground}]
    if made.rehearsed_at:
        way.append({"title": "预演", "at": made.rehearsed_at, "text": made.rehearsal.get("where", "")})
    if made.proposed_at and made.proposed_by:
        way.append({"title": "提出换届", "at": made.proposed_at, "by": made.proposed_by})
    if made.decided_at:
        title = "批准" if made.state in (State.APPROVED, State.DONE, State.FAILED) else "没有批准"
        way.append({"title": title, "at": made.decided_at, "by": made.decided_by})
    if made.done_at:
        way.append({"title": "换届完成", "at": made.done_at})
    elif made.state == State.APPROVED:
        way.append({"title": "换届", "state": "next", "text": f"{made.since:%Y-%m-%d} 自动进行"})
    elif made.state == State.PROPOSED:
        way.append({"title": "由另一个人批准", "state": "next"})
    return way
