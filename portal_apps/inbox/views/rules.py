"""The limits of the house, each with its source and its history."""

from django.contrib import messages
from django.shortcuts import redirect, render

from foundation.notices.services import MessageRefused, change_rule, rules_in_force
from foundation.rights.door import requires


@requires("notices.rules")
def rules(request):
    if request.method == "POST":
        key, value, source = (request.POST.get(name, "") for name in ("key", "value", "source"))
        try:
            change_rule(key, value, source, request.user)
            messages.success(request, "规则已改，马上生效。")
        except MessageRefused as refused:
            messages.error(request, str(refused))
        return redirect("inbox:rules")
    return render(request, "inbox/rules.html", {"rules": rules_in_force()})
