"""The page behind a one-time link: set a password, then the second step, then the first page. Made for a phone."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from foundation.accounts import guard
from foundation.accounts.rules import Key
from foundation.audit.services import record
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ..forms import PasswordForm
from ..services import activate, invitation_of

MINUTE = timedelta(minutes=1)


@never_cache
def activation(request, code: str):
    """Looking does not use the link up: the telephone and its guards open links by themselves."""
    if not _attempt(request):
        return render(request, "life/dead_link.html", {"locked": True}, status=429)
    found = invitation_of(code)
    if found is None:
        return _dead(request)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = activate(code, form.cleaned_data["password1"])
        except Refused:
            return _dead(request)
        except ValidationError as error:
            form.add_error("password1", error)
        else:
            start = f"{reverse('accounts_start')}?next=/"
            return perform_login(request, person, email_verification="none", redirect_url=start)
    context = {"form": form, "invitation": found, "person": found.person}
    return render(request, "life/activate.html", context, status=422 if form.errors else 200)


def _attempt(request) -> bool:
    """By address, so that nobody searches for codes; a person needs a handful."""
    address = get_adapter(request).get_client_ip(request)
    return guard.attempt("invitation", address, limit=number(Key.ADDRESS_TRIES), window=MINUTE).allowed


def _dead(request):
    """One page for what is used, over, revoked or never was. A form sent to it leaves a record."""
    if request.method == "POST":
        record(actor=None, verb="accounts.link_refused", result="refused")
    return render(request, "life/dead_link.html", status=410)
