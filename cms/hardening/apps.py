"""App configuration."""

from django.apps import AppConfig


class HardeningConfig(AppConfig):
    name = "cms.hardening"
    verbose_name = "加固"

    def ready(self) -> None:
        from . import traces  # noqa: F401  (importing registers the names)
        from .choosers import say_instead_of_run

        say_instead_of_run()
