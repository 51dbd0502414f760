"""Screens with one question each: submit, call back, withdraw, publish urgently, check, publish what was held."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.views.decorators.http import require_POST

from foundation.rights.door import requires

from .. import services
from ..models import UrgentReview, Withdrawal
from ..refusals import Refused
from .door import public_page, say


@require_POST
@requires("content.desk")
def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    page = public_page(page_id)
    say(request, lambda: services.submit_for_review(page, request.user), f"《{page.draft_title}》已送审")
    return redirect("editorial:review", page_id)


@require_POST
@requires("content.desk")
def call_back(request: HttpRequest, page_id: int) -> HttpResponse:
    page = public_page(page_id)
    if say(request, lambda: services.call_back(page, request.user), "已收回，可以修改了"):
        return redirect("wagtailadmin_pages:edit", page_id)
    return redirect("editorial:review", page_id)


@require_POST
@requires("content.desk")
def publish_held(request: HttpRequest, page_id: int) -> HttpResponse:
    page = public_page(page_id)
    say(request, lambda: services.publish_held(page, request.user), f"《{page.draft_title}》已交发布")
    return redirect("editorial:review", page_id)


@requires("content.desk")
def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    page = public_page(page_id)
    typed = {"reason": request.POST.get("reason", ""), "public_note": request.POST.get("public_note", "")}
    done = f"《{page.title}》已撤稿，原地址改为说明"
    if request.method == "POST" and say(
        request, lambda: services.withdraw(page, request.user, **typed), done
    ):
        return redirect("editorial:review", page_id)
    note = Withdrawal.objects.filter(document_id=page.document_id).first()
    return render(request, "editorial/verbs/withdraw.html", {"page": page, "typed": typed, "note": note})


@requires("content.desk")
def urgent(request: HttpRequest, page_id: int) -> HttpResponse:
    page = public_page(page_id)
    reason = request.POST.get("reason", "")
    done = f"《{page.draft_title}》已紧急发布，请第二个人在期限内复核"
    if request.method == "POST" and say(
        request, lambda: services.publish_urgently(page, request.user, reason), done
    ):
        return redirect("editorial:review", page_id)
    return render(request, "editorial/verbs/urgent.html", {"page": page, "reason": reason})


@requires("content.desk")
def check_urgent(request: HttpRequest, pk: int) -> HttpResponse:
    owed = get_object_or_404(UrgentReview.objects.select_related("page", "publisher", "checker"), pk=pk)
    comment = request.POST.get("comment", "")
    if request.method == "POST":
        verb, done = {
            "confirm": (services.confirm_urgent, "已复核，没有问题"),
            "demand": (services.demand_withdrawal, "已要求撤稿"),
        }[request.POST.get("decision", "demand")]
        if say(request, lambda: verb(owed, request.user, comment), done):
            return redirect("wagtailadmin_home")
    return render(request, "editorial/verbs/check_urgent.html", {"owed": owed, "comment": comment})


@requires("content.desk")
def backdate(request: HttpRequest, page_id: int) -> HttpResponse:
    page = public_page(page_id)
    typed = {"when": request.POST.get("when", ""), "reason": request.POST.get("reason", "")}
    if request.method == "POST" and say(
        request,
        lambda: services.backdate(page, request.user, _moment(typed["when"]), typed["reason"]),
        "首次发布时间已改，并已记入审计",
    ):
        return redirect("editorial:review", page_id)
    return render(request, "editorial/verbs/backdate.html", {"page": page, "typed": typed})


def _moment(text: str):
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise Refused("时间写法不对，请写成 2026-11-22 09:30。")
    return make_aware(moment) if is_naive(moment) else moment
