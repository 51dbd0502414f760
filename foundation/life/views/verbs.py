"""Every verb on one account: a page that says what will happen, a form, and the question who sits there."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from foundation.accounts.dangerous import ask_for_proof, dangerous
from foundation.accounts.models import User
from foundation.rights.door import requires
from foundation.rights.refusals import Refused

from .. import services
from ..forms import HandOverForm, LeaveForm, LeavingForm, ReasonForm, RestoreForm
from ..models import Leave
from ..open_work import open_work_of


@dataclass(frozen=True)
class Act:
    """`do(person, by, values)` returns what is said afterwards; `told` is what stands above the form."""

    title: str
    told: str
    button: str
    form: type[forms.Form]
    do: Callable[..., str]
    shows_work: bool = False


def _leave(person, by, values) -> str:
    _, missing = services.record_leave(person, by=by, **values)
    extra = f"这些角色不能由他代理：{'；'.join(missing)}" if missing else ""
    return f"已登记。代理的授权在“授权”里等第二个人批准。{extra}"


def _hand_over(person, by, values) -> str:
    moved = services.hand_over(person, values["receiver"], by=by, reason=values["reason"])
    return (
        f"已移交：{'，'.join(f'{name} {number} 项' for name, number in moved.items())}。两个人都收到了消息。"
    )


def _reactivate(person, by, values) -> str:
    services.reactivate(person, by=by, **values)
    return "已启用，本人收到了消息；下次登录要换密码。"


def _offboard(person, by, values) -> str:
    services.leave_house(person, by=by, **values)
    return "已办离开：登录、授权、第二步和链接全部结束。他签发过的服务令牌请另行核对。"


def _restore(person, by, values) -> str:
    services.ask_restore(person, by=by, **values)
    return "已提出，等另一个人批准；批准之前什么都没有变。"


ACTS = {
    "leave": Act(
        "登记休假",
        "代理人在这几天里有同样的角色，到时自动收回。授权要由第二个人批准。",
        "登记",
        LeaveForm,
        _leave,
    ),
    "hand-over": Act(
        "移交在办事项",
        "全部移交给一个人，要么全部成功，要么一项不动。这里只看件数，看不到内容。",
        "移交",
        HandOverForm,
        _hand_over,
        True,
    ),
    "reactivate": Act(
        "重新启用",
        "启用后，他原来的、还没有到期的授权马上恢复；闲置天数从今天重新算。",
        "启用",
        ReasonForm,
        _reactivate,
    ),
    "offboard": Act(
        "办离开",
        "马上结束他的登录、授权、第二步和代理，账号不能再用，手机号可以给别人。做过的事和记录都保留。不能撤销。",
        "办离开",
        LeavingForm,
        _offboard,
        True,
    ),
    "restore": Act(
        "恢复登录",
        "手机和备用码都丢了时用。另一个人批准以后，旧的第二步、密码和登录全部作废，新链接发到登记的手机和邮箱。",
        "提出",
        RestoreForm,
        _restore,
    ),
}


@requires("accounts.keep")
def act(request, pk: int, act: str):
    """One of ACTS. What was typed comes back with the refusal above it."""
    if act not in ACTS:
        raise Http404
    chosen, person = ACTS[act], get_object_or_404(User, pk=pk)
    form = chosen.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if question := ask_for_proof(request):
            return question
        try:
            messages.success(request, chosen.do(person, request.user, form.cleaned_data))
            return redirect("life:person", person.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "act": chosen,
        "person": person,
        "form": form,
        "work": open_work_of(person) if chosen.shows_work else None,
    }
    return render(request, "life/act.html", context, status=422 if form.errors else 200)


@requires("accounts.keep")
@require_POST
@dangerous
def leave_end(request, pk: int):
    leave = get_object_or_404(Leave, pk=pk)
    try:
        services.end_leave(leave, by=request.user)
        messages.success(request, "休假已结束，代理的授权已收回。")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("life:person", leave.person_id)
