"""Addresses of the identity provider; mounted only while OIDC_PROVIDER is on. No devices, no self-registration."""

from allauth.idp.oidc import views
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import include, path, reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt

from ..mfa.adapter import has_authenticator
from ..proof import has_second_factor


@csrf_exempt  # allauth checks it itself where a person decides
def authorization(request, *args, **kwargs):
    """Other systems trust what is said here: no account without a second factor, whatever its role."""
    if request.user.is_authenticated and not has_second_factor(request):
        if not has_authenticator(request.user):
            raise PermissionDenied("登录其他系统前，先在“我的”里设好登录的第二步。")
        query = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{query}")
    return views.authorization(request, *args, **kwargs)


api = [
    path("token", views.token, name="token"),
    path("revoke", views.revoke, name="revoke"),
    path("userinfo", views.user_info, name="userinfo"),
]
oidc = [
    path(".well-known/openid-configuration", views.configuration, name="configuration"),
    path(".well-known/jwks.json", views.jwks, name="jwks"),
    path("identity/o/authorize", authorization, name="authorization"),
    path("identity/o/logout", views.logout, name="logout"),
    path("identity/o/device-code", views.configuration, name="device_code"),
    path("identity/o/api/", include(api)),
]
idp = [path("", include((oidc, "oidc")))]
urlpatterns = [path("", include((idp, "idp")))]
