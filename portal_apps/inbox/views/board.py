"""What left the house: staff see all of it, everybody else what they caused themselves. Never a text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.notices.models import Delivery
from foundation.notices.permissions import may_act, sees_board
from foundation.notices.services import MessageRefused, confirm, give_up, resend
from foundation.notices.states import STEPS, TROUBLE, State

from ..filters import BoardFilter

PAGE = 50
VERBS = {
    "resend": (resend, "重发", "已排队重发。"),
    "confirm": (confirm, "确认已送达", "已记下：对方收到了。"),
    "give_up": (give_up, "不再发送", "已停发；站内消息不受影响。"),
}


@login_required
@require_safe
def board(request):
    found = BoardFilter(request.GET)
    seen, asked = Delivery.objects.seen_by(request.user), found.conditions()
    counts = dict(
        seen.matching(**asked | {"state": ""}).order_by().values_list("state").annotate(Count("id"))
    )
    rows = seen.matching(**asked).select_related("person", "by")
    counts |= {"": sum(counts.values()), "trouble": sum(counts.get(state, 0) for state in TROUBLE)}
    tabs = [("", "全部"), ("trouble", "要人处理"), *State.choices]
    context = {
        "filter": found,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "states": [(key, label, counts.get(key, 0), found.query(state=key)) for key, label in tabs],
        "state": asked["state"],
        "all_seen": sees_board(request.user),
        "may_act": may_act(request.user) and asked["state"] in ("trouble", *TROUBLE),
    }
    return render(request, "inbox/board.html", context)


@login_required
def copy(request, pk: int):
    """One copy with its history, and what can be done with it."""
    row = get_object_or_404(
        Delivery.objects.seen_by(request.user).select_related("person", "by", "gathered_in"), pk=pk
    )
    if request.method == "POST":
        _act(request, request.POST.get("do", ""), [row])
        return redirect("inbox:copy", pk)
    verbs = [(name, VERBS[name][1]) for name in VERBS if row.state in STEPS[name].sources]
    context = {"row": row, "history": row.history.all(), "verbs": verbs if may_act(request.user) else []}
    return render(request, "inbox/copy.html", context)


@login_required
@require_POST
def act_on_many(request):
    """The same for all that are ticked; those that went another way meanwhile are named."""
    ids = [int(pk) for pk in request.POST.getlist("id") if pk.isdecimal()][:PAGE]
    _act(request, request.POST.get("do", ""), list(Delivery.objects.seen_by(request.user).filter(pk__in=ids)))
    back = BoardFilter(request.POST).query()
    return redirect(f"{reverse('inbox:board')}{'?' + back if back else ''}")


def _act(request, do: str, rows: list) -> None:
    if not may_act(request.user):
        raise PermissionDenied("外发记录由代表工委和系统管理员处理。")
    if do not in VERBS or not rows:
        messages.error(request, "先勾选要处理的，再选怎么处理。")
        return
    verb, _, told = VERBS[do]
    refused = []
    for row in rows:
        try:
            verb(row, request.user, request.POST.get("reason", ""))
        except MessageRefused as why:
            refused.append(f"{row}：{why}")
    done = len(rows) - len(refused)
    if done:
        messages.success(request, told if len(rows) == 1 else f"{done} 条：{told}")
    for text in dict.fromkeys(refused):
        messages.error(request, text)
