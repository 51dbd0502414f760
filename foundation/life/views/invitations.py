"""Inviting, and what became of the links, for whoever may invite one kind of people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from foundation.accounts.dangerous import ask_for_proof, dangerous
from foundation.rights.refusals import Refused

from ..forms import InviteForm
from ..holders import HOLDERS, holders_for
from ..models import Invitation
from ..services import Newcomer, invite, resend_link, revoke_link
from ..services.invite import assert_may_invite

PAGE = 50


@login_required
def invitation(request, holder: str):
    if holder not in HOLDERS:
        raise Http404
    kind = assert_may_invite(request.user, holder)
    form = InviteForm(request.POST if request.method == "POST" else None, holder=kind)
    if form.is_valid():
        if question := ask_for_proof(request):
            return question
        try:
            made = invite(Newcomer(**form.cleaned_data), by=request.user, holder=holder)
            messages.success(
                request, f"已邀请{made.person}，用户名 {made.person.username}。链接正在发往登记的手机和邮箱。"
            )
            return redirect("life:invitations")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(
        request, "life/invite.html", {"form": form, "kind": kind}, status=422 if form.errors else 200
    )


@login_required
def invitation_list(request):
    kinds = holders_for(request.user)
    if not kinds:
        raise PermissionDenied("邀请开通账号由安全管理员和管代表资料的工作人员来办。")
    rows = Invitation.objects.filter(holder__in=[kind.key for kind in kinds]).select_related(
        "person", "made_by"
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "life/invitations.html", {"page": page, "kinds": kinds})


ACTS = {"resend": (resend_link, "新链接正在发出，旧的已作废。"), "revoke": (revoke_link, "链接已撤回。")}


@login_required
@require_POST
@dangerous
def invitation_act(request, pk: int, act: str):
    """Send the link anew, or take it back."""
    if act not in ACTS:
        raise Http404
    verb, done = ACTS[act]
    found = get_object_or_404(Invitation, pk=pk)
    assert_may_invite(request.user, found.holder)
    try:
        verb(found.person, by=request.user)
        messages.success(request, f"{found.person}：{done}")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("life:invitations")
