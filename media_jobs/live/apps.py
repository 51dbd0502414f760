"""App configuration."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "media_jobs.live"
    label = "live"
    verbose_name = "直播"

    def ready(self) -> None:
        from . import jobs, traces  # noqa: F401  (importing registers the names)
        from .limits import register

        register()
