"""What a person wants to be told outside."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from foundation.notices.models import Choice
from foundation.notices.services import MessageRefused, choices_of, choose


@login_required
def choices(request):
    rows = choices_of(request.user)
    if request.method == "POST":
        wanted = {
            (row["kind"].key, one["key"]): request.POST[name]
            for row in rows
            for one in row["carriers"]
            if (name := f"{row['kind'].key}.{one['key']}") in request.POST
        }
        try:
            choose(request.user, wanted)
            messages.success(request, "已保存，从下一条消息起生效。")
        except MessageRefused as refused:
            messages.error(request, str(refused))
        return redirect("inbox:choices")
    return render(request, "inbox/choices.html", {"rows": rows, "options": Choice.choices})
