"""App configuration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "foundation.jobs"
    verbose_name = "任务"

    def ready(self) -> None:
        from .clock import register_periodic
        from .services import prune

        register_periodic("jobs.prune", function=prune, daily_at="03:30")
