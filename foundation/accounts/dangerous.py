"""Before a dangerous verb the person proves again who sits there, and loses nothing of what was typed.

The form that was sent comes back as hidden fields under a question for the password or a code; answered, it is sent
to the same address as before. Nothing of it is stored on the server, and it works without JavaScript.
"""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render

from foundation.audit.services import record

from .mfa.codes import check_code
from .proof import mark_proved, mark_second_factor, proved_recently

SAFE = {"GET", "HEAD", "OPTIONS"}
OWN = ("_proof_password", "_proof_code", "_proof_asked")
UNSENT = {*OWN, "csrfmiddlewaretoken"}


class Proof(forms.Form):
    """One of the two is enough. `asked` tells an answer from the first sight of the question."""

    password = forms.CharField(required=False, strip=False)
    code = forms.CharField(required=False)

    def __init__(self, request, data=None) -> None:
        super().__init__(data)
        self.request = request

    def add_prefix(self, field_name: str) -> str:
        return f"_proof_{field_name}"

    def clean(self) -> dict:
        values, user = self.cleaned_data, self.request.user
        if values.get("code"):
            self._check_code(values["code"])
        elif not values.get("password"):
            raise ValidationError("填密码，或者填验证码。")
        elif not get_adapter(self.request).reauthenticate(user, values["password"]):
            self.add_error("password", "密码不正确。")
        return values

    def _check_code(self, code: str) -> None:
        found = check_code(self.request, self.request.user, code)
        if found is None:
            self.add_error("code", "没有通过。等下一个验证码再填。")
        else:
            found.record_usage()
            mark_second_factor(self.request, self.request.user)


def ask_for_proof(request, *, before_the_form: bool = False):
    """The question, or None when it is answered or was answered a moment ago.

    A file that was sent does not come back with the question: forms that take one ask `before_the_form` is shown.
    """
    if (request.method in SAFE and not before_the_form) or proved_recently(request):
        return None
    form = Proof(request, request.POST if "_proof_asked" in request.POST else None)
    if form.is_bound and form.is_valid():
        mark_proved(request)
        kind = "code" if form.cleaned_data.get("code") else "password"
        record(actor=request.user, verb="accounts.proved", object_key=f"user:{request.user.pk}", kind=kind)
        return None
    typed = [(name, value) for name, values in request.POST.lists() for value in values if name not in UNSENT]
    has_code = Authenticator.objects.filter(user=request.user).exclude(type="webauthn").exists()
    context = {"proof": form, "typed": typed, "has_code": has_code}
    response = render(request, "accounts/prove.html", context, status=200 if form.is_bound else 401)
    response["Cache-Control"] = "no-store"
    return response


def dangerous(view: Callable) -> Callable:
    """Decorator for a view whose POST does something that is hard to undo. Stands inside the permission check."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        return ask_for_proof(request) or view(request, *args, **kwargs)

    return guarded


class DangerousMixin:
    """The same for class-based views, whose `dispatch` checks the permission; stands first in the list of bases."""

    def post(self, request, *args, **kwargs):
        return ask_for_proof(request) or super().post(request, *args, **kwargs)  # type: ignore[misc]
