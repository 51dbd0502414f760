"""App configuration."""

from django.apps import AppConfig


class MotionsConfig(AppConfig):
    name = "portal_apps.motions"
    label = "motions"
    verbose_name = "议案建议"

    def ready(self) -> None:
        from . import clocks, reach, telling, words  # noqa: F401  (importing registers the words)

        clocks.register()
        reach.register()
        telling.register()
