"""App configuration."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "foundation.rulebook"
    verbose_name = "规则"

    def ready(self) -> None:
        from . import reading, traces  # noqa: F401  (importing connects them)
