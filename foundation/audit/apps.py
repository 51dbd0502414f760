"""App configuration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "foundation.audit"
    verbose_name = "审计"

    def ready(self) -> None:
        from . import mirror  # noqa: F401  (importing registers it)
