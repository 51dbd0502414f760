"""App configuration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "foundation.audit"
    verbose_name = "审计"

    def ready(self) -> None:
        from . import changes, checks, mirror  # noqa: F401  (importing registers them)
        from .verbs import OWN, register_verbs

        register_verbs(OWN)
