"""The numbers of the office and the texts they rest on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from foundation.rights.door import requires

from .. import rules as office_rules
from ..services import change_rule
from .door import say


@requires("content.rules")
def rules(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        key, value, source = (request.POST.get(name, "") for name in ("key", "value", "source"))
        say(request, lambda: change_rule(key, value, source, request.user), "规则已改")
        return redirect("editorial:rules")
    return render(
        request,
        "editorial/verbs/rules.html",
        {"rules": [(rule, rule.in_force(localdate())) for rule in office_rules.rules()]},
    )
