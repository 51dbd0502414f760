"""Addresses of login and of one's own account. Only allauth's pages that this house uses are reachable."""

from allauth.account import views as account
from django.urls import include, path

from .mfa import views as mfa
from .views import own, tokens

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("start/", own.start, name="accounts_start"),
    path("sessions/", own.sessions, name="accounts_sessions"),
    path("tokens/", tokens.token_list, name="accounts_tokens"),
    path("tokens/issue/", tokens.token_issue, name="accounts_token_issue"),
    path("tokens/<int:pk>/revoke/", tokens.token_revoke, name="accounts_token_revoke"),
    path("2fa/totp/activate/", mfa.activate_totp, name="mfa_activate_totp"),
    path("2fa/webauthn/keys/<int:pk>/remove/", mfa.remove_webauthn, name="mfa_remove_webauthn"),
    path("2fa/", include("allauth.mfa.urls")),
]
