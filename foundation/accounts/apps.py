"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "foundation.accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        from . import checks, signals, traces  # noqa: F401  (importing registers them)
