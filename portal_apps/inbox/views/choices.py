"""What a person wants to be told outside: chosen by oneself, or entered by staff on the person's behalf."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render

from foundation.life.forms import ProxyForm
from foundation.life.services import enter_for
from foundation.life.services.enter_for import assert_may_enter_for
from foundation.notices.models import Choice
from foundation.notices.services import MessageRefused, choices_of, choose
from foundation.rights.door import requires
from foundation.rights.refusals import Refused

VERB = "messages.choose"


@login_required
def choices(request):
    rows = choices_of(request.user)
    if request.method == "POST":
        try:
            choose(request.user, _wanted(request, rows))
            messages.success(request, "已保存，从下一条消息起生效。")
        except MessageRefused as refused:
            messages.error(request, str(refused))
        return redirect("inbox:choices")
    return _page(request, request.user, rows)


@requires("deputies.enter_for")
def choices_for(request, pk: int):
    """代录: the deputy said by telephone or on paper how to be told."""
    person = get_object_or_404(get_user_model(), pk=pk)
    try:
        assert_may_enter_for(person, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("life:proxies")
    rows = choices_of(person)
    form = ProxyForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    if form.is_valid():
        try:
            with transaction.atomic():
                if not choose(person, _wanted(request, rows), by=request.user):
                    raise Refused("没有改动，不用代录。")
                enter_for(person, by=request.user, verb=VERB, obj=person, **form.cleaned_data)
            messages.success(request, f"已代录。{person}会收到消息。")
            return redirect("inbox:choices_for", person.pk)
        except (Refused, MessageRefused) as refused:
            form.add_error(None, str(refused))
    return _page(request, person, rows, proxy=form)


def _wanted(request, rows) -> dict[tuple[str, str], str]:
    names = {
        (row["kind"].key, one["key"]): f"{row['kind'].key}.{one['key']}"
        for row in rows
        for one in row["carriers"]
    }
    return {key: request.POST[name] for key, name in names.items() if name in request.POST}


def _page(request, person, rows, proxy=None):
    """After a refusal the choices stand as they were made."""
    made = _wanted(request, rows)
    for row in rows:
        for one in row["carriers"]:
            one["choice"] = made.get((row["kind"].key, one["key"]), one["choice"])
    context = {"rows": rows, "options": Choice.choices, "person": person, "form": proxy}
    return render(request, "inbox/choices.html", context, status=422 if proxy and proxy.errors else 200)
