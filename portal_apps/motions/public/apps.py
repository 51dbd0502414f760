"""App configuration."""

from django.apps import AppConfig


class PublicMotionsConfig(AppConfig):
    name = "portal_apps.motions.public"
    label = "motions_public"
    verbose_name = "议案建议公开"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from publishing.services import register_exporter

        from ..open_data import limits
        from .changes import turn_of_days, watch_names
        from .export import exporter

        register_exporter(exporter())
        register_periodic("motions.public_turn_of_days", function=turn_of_days, daily_at="00:06")
        watch_names()
        limits.register()
