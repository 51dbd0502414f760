"""App configuration."""

from django.apps import AppConfig


class MediaJobsConfig(AppConfig):
    name = "media_jobs"
    verbose_name = "视频"

    def ready(self) -> None:
        from . import checks, jobs, traces  # noqa: F401  (importing registers the names)
        from .limits import register

        register()
