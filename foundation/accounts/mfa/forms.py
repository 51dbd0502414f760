"""allauth's forms for codes with our check in them."""

from allauth.core import context
from allauth.mfa import signals
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm

from .codes import check_code


class CheckedCode:
    """Stands before allauth's form in the list of bases."""

    user: object
    reauthentication = False

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]  # type: ignore[attr-defined]
        found = check_code(context.request, self.user, code)
        if found is None:
            signals.authentication_failed.send(
                sender=Authenticator,
                request=context.request,
                user=self.user,
                authenticator=None,
                reauthentication=self.reauthentication,
            )
            raise get_adapter().validation_error("incorrect_code")
        found.user = self.user
        self.authenticator = found
        return code


class CodeForm(CheckedCode, AuthenticateForm):
    """The second step of a login."""


class ProofForm(CheckedCode, ReauthenticateForm):
    """The same within a session."""

    reauthentication = True


class SetUpForm(ActivateTOTPForm):
    """The first code of a new app: it proves that the app took the key."""

    def clean_code(self) -> str:
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        return super().clean_code()
