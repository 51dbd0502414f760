"""App configuration: allauth looks for `provider` in installed apps."""

from django.apps import AppConfig


class SingleSignOnConfig(AppConfig):
    name = "foundation.accounts.sso"
    label = "accounts_sso"
    verbose_name = "单点登录"
