"""The screen of one verb: a form, the service, and a refusal above the form with everything still in it."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.shortcuts import redirect, render

from foundation.accounts.dangerous import ask_for_proof
from foundation.rights.refusals import Refused

Filled = TypeVar("Filled", bound=BaseForm)


def typed(request) -> dict:
    """The arguments of a form that was sent; none for one that is first shown."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def act(
    request,
    form: Filled,
    do: Callable[[Filled], object],
    *,
    title: str,
    back: str,
    done: str,
    button: str = "保存",
    note: str = "",
    template: str = "deputies/form.html",
    **context,
):
    """Show the form; when it was sent well, do it and go back."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(back)
    shown = {"form": form, "title": title, "back": back, "button": button, "note": note, **context}
    return render(request, template, shown, status=422 if form.errors else 200)


def proof_first(request):
    """For dangerous verbs with a file: who sits there is asked before the form, and again when that is long ago."""
    question = ask_for_proof(request, before_the_form=True)
    if question is not None:
        return question
    only_proof = request.method == "POST" and all(
        name.startswith("_proof_") or name == "csrfmiddlewaretoken" for name in request.POST
    )
    return redirect(request.get_full_path()) if only_proof else None
