"""The numbers of the office and the texts they rest on."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from foundation.rights.may import may

from .. import rules as office_rules
from ..services import change_rule
from .door import office_only, say


@office_only
def rules(request: HttpRequest) -> HttpResponse:
    if not may(request.user, "content.rules"):
        raise PermissionDenied("编审规则由总编修改。")
    if request.method == "POST":
        key, value, source = (request.POST.get(name, "") for name in ("key", "value", "source"))
        say(request, lambda: change_rule(key, value, source, request.user), "规则已改")
        return redirect("editorial:rules")
    return render(
        request,
        "editorial/verbs/rules.html",
        {"rules": [(rule, rule.in_force(localdate())) for rule in office_rules.rules()]},
    )
