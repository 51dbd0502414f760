"""The second person's word on restoring somebody's login."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from foundation.accounts.dangerous import ask_for_proof
from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.rights.refusals import Refused

from ..models import Restore
from ..services import approve_restore, refuse_restore


@requires("accounts.approve_restore", "accounts.ask_restore")
def restore(request, pk: int):
    found = get_object_or_404(Restore.objects.select_related("person", "asked_by", "decided_by"), pk=pk)
    if request.method == "POST":
        return ask_for_proof(request) or _decide(request, found)
    second = request.user.pk not in (found.asked_by_id, found.person_id)
    decides = second and found.state == Restore.State.ASKED and may(request.user, "accounts.approve_restore")
    steps = [{"at": found.asked_at, "title": "提出", "by": found.asked_by, "text": found.reason}]
    if found.decided_at:
        steps.append({"at": found.decided_at, "title": found.get_state_display(), "by": found.decided_by,
                      "text": found.decision})  # fmt: skip
    else:
        steps.append({"title": "由另一位安全管理员或办公室负责人批准", "state": "you" if decides else "next"})
    return render(request, "life/restore.html", {"restore": found, "decides": decides, "steps": steps})


def _decide(request, found: Restore):
    said = request.POST.get("said", "")
    try:
        if request.POST.get("which") == "approve":
            approve_restore(found, by=request.user, decision=said)
            messages.success(request, "已批准。旧的密码和第二步已作废，新链接正在发给本人。")
        else:
            refuse_restore(found, by=request.user, decision=said)
            messages.success(request, "已记为不批准。")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("life:restore", found.pk)
