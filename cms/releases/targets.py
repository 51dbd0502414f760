"""The screen of public hosts: how far each target is, and the button that delivers again."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cms.editorial.views.door import say
from foundation.rights.door import requires
from publishing import services

from .door import may_roll_back

State = services.DeliveryState
KINDS = {"dir": "目录", "s3": "S3 存储", "bundle": "传送包"}


@dataclass(frozen=True, slots=True)
class Row:
    """A target on the screen: its facts, what is under way in words, and the colour of it."""

    status: services.TargetStatus
    kind: str
    says: str
    tone: str

    @property
    def behind(self) -> str:
        """How long readers there have waited for the first release that has not arrived."""
        since = self.status.behind_since
        return _span((timezone.now() - since).total_seconds()) if since else ""


def late_targets() -> int:
    """How many targets do not have the newest release; settings nobody can read count as one."""
    try:
        return sum(1 for status in services.target_statuses() if status.behind)
    except ValueError:
        return 1


@requires("site.releases")
def targets(request: HttpRequest) -> HttpResponse:
    try:
        rows, trouble = [row_of(one) for one in services.target_statuses()], ""
    except ValueError as error:
        rows, trouble = [], str(error)
    late = sum(1 for row in rows if row.status.behind)
    context = {"rows": rows, "late": late, "trouble": trouble, "may_redeliver": may_roll_back(request.user)}
    return render(request, "releases/targets.html", context)


@require_POST
@requires("site.releases")
def redeliver(request: HttpRequest) -> HttpResponse:
    target, reason = request.POST.get("target", ""), request.POST.get("reason", "")
    full = bool(request.POST.get("full"))
    say(
        request,
        lambda: services.redeliver(target, request.user, reason, full=full),
        "已开始投递，结果会写在这一页",
    )
    return redirect("releases:targets")


def row_of(status: services.TargetStatus) -> Row:
    says, tone = _said(status)
    return Row(status, KINDS[status.kind], says, tone)


def _said(status: services.TargetStatus) -> tuple[str, str]:
    if status.running:
        return f"正在投递，{status.percent:.0f}%{f'（{status.message}）' if status.message else ''}", "quiet"
    if status.state == State.REFUSED:
        return "目标拒绝了这个版本，不会自己再试", "red"
    if status.behind and status.error:
        return f"试了 {status.attempts} 次没有送到，{_when(status)}再试", "red"
    if status.state in (State.WAITING, State.RUNNING):
        return f"等待投递，{_when(status)}开始", "quiet"
    if status.behind:
        return "还没有开始投递，十分钟内补上", "amber"
    return ("已送到", "green") if status.delivered else ("还没有发布过", "quiet")


def _when(status: services.TargetStatus) -> str:
    """The clock asks every ten minutes for what no job waits for."""
    if status.next_try is None:
        return "十分钟内"
    if status.next_try <= timezone.now():
        return "马上"
    return f"{timezone.localtime(status.next_try):%H:%M:%S} "


def _span(seconds: float) -> str:
    minutes = max(1, int(seconds // 60))
    if minutes < 60:
        return f"{minutes} 分钟"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} 小时 {minutes} 分" if hours < 48 else f"{hours // 24} 天"
