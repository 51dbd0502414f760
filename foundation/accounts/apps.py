"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "foundation.accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic

        from . import checks, listeners, proof, signals, traces  # noqa: F401  (importing registers them)
        from .services.sweep import sweep
        from .sessions import limits  # noqa: F401

        register_periodic("accounts.sweep", function=sweep, daily_at="03:10")
