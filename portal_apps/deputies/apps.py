"""App configuration."""

from django.apps import AppConfig


class DeputiesConfig(AppConfig):
    name = "portal_apps.deputies"
    label = "deputies"
    verbose_name = "代表"

    def ready(self) -> None:
        from foundation.waiting import register_waiting

        from . import letters, words  # noqa: F401  (importing registers them)
        from .figures import words as export_words  # noqa: F401
        from .queue import alerts, wishes
        from .reach import register
        from .tables import kind

        register()
        kind.register()
        register_waiting("deputies.wishes", wishes)
        register_waiting("deputies.alerts", alerts)
