"""The way to the city's platform and back; the platform's address is in the settings."""

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.views import login_cancelled, login_error
from django.http import Http404
from django.urls import path

from .provider import CheckedAdapter


def login(request, provider_id: str):
    return _answer(OAuth2LoginView, request, provider_id)


def callback(request, provider_id: str):
    return _answer(OAuth2CallbackView, request, provider_id)


def _answer(kind, request, provider_id: str):
    try:
        return kind.adapter_view(CheckedAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None


urlpatterns = [
    path("cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("error/", login_error, name="socialaccount_login_error"),
    path("<slug:provider_id>/login/", login, name="openid_connect_login"),
    path("<slug:provider_id>/login/callback/", callback, name="openid_connect_callback"),
]
