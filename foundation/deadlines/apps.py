"""App configuration."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "foundation.deadlines"
    verbose_name = "期限"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from foundation.jobs.registry import JobKind, register_kind

        from . import tell, traces  # noqa: F401  (importing registers the names)
        from .services import recount, remind_of_notice, sweep

        tell.register()
        register_kind(JobKind("deadlines.recount", recount, label="按新的工作日历重算期限"))
        register_periodic("deadlines.sweep", 300, sweep)
        register_periodic("deadlines.notice", function=remind_of_notice, daily_at="08:30")
