"""One's own account: the first steps, and where one is logged in."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from ..gate import Step, step_left
from ..mfa.adapter import has_authenticator, needs_second_factor
from ..services.sessions import end_other_sessions, end_session
from ..sessions.words import device
from ..traces import network

NEXT = "next"


@login_required
def start(request):
    """First login: set a password, set a second step. An invitation may lead here as well."""
    back = request.GET.get(NEXT, "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    step = step_left(request)
    if step is None:
        return HttpResponseRedirect(back)
    context = {
        "password_left": step is Step.PASSWORD,
        "factor_left": needs_second_factor(request.user) and not has_authenticator(request.user),
        "back": back,
    }
    return render(request, "accounts/start.html", context)


@login_required
def sessions(request):
    """Where one is logged in; one of them, or all others, can be ended."""
    if request.method == "POST":
        return _end(request)
    rows = UserSession.objects.purge_and_list(request.user)
    for row in rows:
        row.device, row.network = device(row.user_agent), network(row.ip)
        row.here = row.session_key == request.session.session_key
    rows.sort(key=lambda row: (not row.here, -row.last_seen_at.timestamp()))
    return render(request, "accounts/sessions.html", {"rows": rows})


def _end(request):
    key = request.session.session_key
    if request.POST.get("which") == "others":
        count = end_other_sessions(request.user, keep=key, by=request.user)
        messages.success(request, f"结束了 {count} 处登录。" if count else "没有别的登录。")
    else:
        mine = UserSession.objects.filter(user=request.user)
        session = get_object_or_404(mine, pk=request.POST.get("which"))
        end_session(session, by=request.user)
        messages.success(request, "结束了 1 处登录。")
    return redirect("accounts_sessions")
