"""Two screens of allauth.mfa that must do a little more."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from .qr import svg


class DrawnTOTPView(ActivateTOTPView):
    """The QR code as part of the page, the key in groups of four to type."""

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        key = context["form"].secret
        return {
            **context,
            "qr": svg(context["totp_url"], "二维码，用验证器扫描；下面有同样的文字密钥"),
            "groups": [key[at : at + 4] for at in range(0, len(key), 4)],
        }


class KeepOneView(RemoveWebAuthnView):
    """The last second step is not removed where a role asks for one."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(request, get_adapter().error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(reverse("mfa_index"))
        return super().dispatch(request, *args, **kwargs)


activate_totp = DrawnTOTPView.as_view()
remove_webauthn = KeepOneView.as_view()
