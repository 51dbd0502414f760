"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "foundation.accounts"
    verbose_name = "账号"
