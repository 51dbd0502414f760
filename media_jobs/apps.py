"""App configuration."""

from django.apps import AppConfig


class MediaJobsConfig(AppConfig):
    name = "media_jobs"
    verbose_name = "视频"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic

        from . import checks, jobs, traces  # noqa: F401  (importing registers the names)
        from .limits import register
        from .services import sweep, tend

        register()
        register_periodic("media.tend", 30, tend)
        register_periodic("media.sweep", function=sweep, daily_at="04:20")
