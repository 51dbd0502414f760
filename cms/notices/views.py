"""One screen: what stands now, raise another, what stood before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.views.decorators.http import require_POST

from cms.editorial.refusals import Refused
from cms.editorial.views.door import say
from foundation.rights.door import requires
from foundation.rights.may import may

from . import services
from .models import SiteNotice

FIELDS = ("text", "text_en", "link", "level", "until", "reason")


@requires("content.desk")
def index(request: HttpRequest) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    if request.method == "POST" and say(
        request, lambda: _raise(request.user, typed), "公告已交发布，几秒后每一页都看得到"
    ):
        return redirect("notices:index")
    context = {
        "typed": typed,
        "standing": SiteNotice.objects.select_related("raised_by").standing(),
        "past": SiteNotice.objects.filter(standing=False).select_related("raised_by", "ended_by")[:50],
        "may_raise": may(request.user, "site.notice"),
        "levels": SiteNotice.Level.choices,
    }
    return render(request, "notices/index.html", context)


@require_POST
@requires("content.desk")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(SiteNotice, pk=pk)
    say(request, lambda: services.end_notice(notice, request.user), "公告已撤下")
    return redirect("notices:index")


def _raise(user, typed: dict[str, str]) -> None:
    values = {**typed, "level": typed["level"] or SiteNotice.Level.URGENT, "until": _moment(typed["until"])}
    services.raise_notice(user, **values)


def _moment(text: str):
    if not text.strip():
        return None
    try:
        moment = parse_datetime(text.strip())
    except ValueError:
        moment = None
    if moment is None:
        raise Refused("到期时间写法不对，请写成 2026-11-22 09:30，或者不填。")
    return make_aware(moment) if is_naive(moment) else moment
