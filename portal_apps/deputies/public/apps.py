"""App configuration: it has no tables of its own, only a rule and an exporter."""

from django.apps import AppConfig


class PublicDeputiesConfig(AppConfig):
    name = "portal_apps.deputies.public"
    label = "deputies_public"
    verbose_name = "代表公开"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from publishing.services import register_exporter

        from .changes import turn_of_days
        from .export import exporter

        register_exporter(exporter())
        register_periodic("deputies.turn_of_days", function=turn_of_days, daily_at="00:05")
