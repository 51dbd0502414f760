"""What stands where, how old it is and why; stop, go on, send again, compare."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.rights.refusals import Refused

from ..models import Incoming, Outgoing, Peer
from ..reconciling import reconcile
from ..services import introduce, missing_grants, pause, resend, resume

State = Outgoing.State
PAGE = 30
TABS = {"stuck": "要人工处理", "waiting": "等着发", "sent": "发出的", "received": "收到的"}
LATE = timedelta(minutes=10)  # then a line that should be quick is shown as slow
CLOCK = 120  # seconds: more is said on the screen


@requires("exchange.operate", "accounts.exchange")
@require_safe
def index(request):
    """Every connection in one line."""
    rows = [(peer, *_standing(peer)) for peer in Peer.objects.select_related("office")]
    return render(request, "exchange/index.html", {"rows": rows, **_rights(request)})


def _rights(request) -> dict[str, bool]:
    return {
        "operates": may(request.user, "exchange.operate"),
        "keeps_keys": may(request.user, "accounts.exchange"),
    }


def _standing(peer: Peer) -> tuple[str, str, int, int]:
    """(lamp, in a word, waiting, stuck)."""
    rows = Outgoing.objects.filter(peer=peer)
    waiting = rows.filter(state=State.WAITING)
    stuck = rows.filter(state__in=(State.DEAD, State.REFUSED)).count()
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    late = bool(peer.online and oldest and timezone.now() - oldest > LATE)
    if peer.paused_at:
        lamp, word = "paused", "已暂停"
    elif peer.failures:
        lamp, word = "red" if late else "amber", "连不上对方"
    elif stuck:
        lamp, word = "red", "有消息要处理"
    else:
        lamp, word = ("amber", "积压") if late else ("green", "正常")
    return lamp, word, waiting.count(), stuck


@requires("exchange.operate")
@require_safe
def one(request, peer: int):
    """One connection: its messages, the last comparison, what its identity lacks."""
    found = get_object_or_404(Peer.objects.select_related("office", "identity"), pk=peer)
    lamp, word, waiting, stuck = _standing(found)
    tab = request.GET.get("tab") if request.GET.get("tab") in TABS else "stuck" if stuck else "waiting"
    page = Paginator(_rows(found, str(tab)), PAGE).get_page(request.GET.get("page"))
    context = {
        "peer": found,
        "lamp": lamp,
        "word": word,
        "waiting": waiting,
        "stuck": stuck,
        "tab": tab,
        "tabs": TABS.items(),
        "page": page,
        "query": f"tab={tab}",
        "compared": found.reconciliations.first(),
        "lacks": missing_grants(found),
        "clock": found.skew if abs(found.skew) > CLOCK else 0,
        **_rights(request),
    }
    return render(request, "exchange/one.html", context)


def _rows(peer: Peer, tab: str):
    if tab == "received":
        return Incoming.objects.filter(peer=peer).select_related("item").order_by("-pk")
    rows = Outgoing.objects.filter(peer=peer).select_related("item", "handling__unit", "batch")
    if tab == "stuck":
        return rows.filter(state__in=(State.DEAD, State.REFUSED)).order_by("pk")
    if tab == "waiting":
        return rows.filter(state=State.WAITING).order_by("pk")
    return rows.filter(state=State.ACCEPTED).order_by("-pk")


@requires("exchange.operate")
@require_POST
def act(request, peer: int):
    """One of the buttons."""
    found = get_object_or_404(Peer, pk=peer)
    do = request.POST.get("do")
    if do == "pause":
        pause(found, by=request.user)
        messages.success(request, "已暂停。这里办的事照常办，消息留着，恢复以后按次序发。")
    elif do == "resume":
        resume(found, by=request.user)
        messages.success(request, "已恢复，正在发。")
    elif do == "introduce":
        count = introduce(found, by=request.user)
        messages.success(request, f"补发 {count} 件。" if count else "在办的对方都知道，没有要补发的。")
    elif do == "reconcile" and found.online:
        made = reconcile(found)
        if made.problem:
            messages.error(request, f"没有核对成：{made.problem}")
        else:
            messages.success(request, f"核对完了，不一致 {len(made.differences)} 处。")
    return redirect("exchange:one", found.pk)


@requires("exchange.operate")
@require_POST
def resend_one(request, peer: int, message: int):
    found = get_object_or_404(Outgoing, pk=message, peer=peer)
    try:
        resend(found, by=request.user)
        messages.success(request, "已放回待发送，马上发。")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("exchange:one", peer)
