"""App configuration."""

from django.apps import AppConfig


class DeputiesConfig(AppConfig):
    name = "portal_apps.deputies"
    label = "deputies"
    verbose_name = "代表"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from foundation.jobs.registry import JobKind, register_kind
        from foundation.waiting import register_waiting

        from . import letters, words  # noqa: F401  (importing registers them)
        from .figures import words as export_words  # noqa: F401
        from .queue import alerts, rollovers, wishes
        from .reach import register
        from .rollover import own_steps, services, work
        from .tables import kind

        register()
        kind.register()
        own_steps.register()
        register_kind(JobKind(services.REHEARSE, work.rehearse_job, "预演换届", max_attempts=3))
        register_kind(JobKind(services.ROLL_OVER, work.roll_over_job, "换届", max_attempts=3))
        register_periodic("deputies.rollover", function=services.begin_due, daily_at="00:10")
        register_waiting("deputies.rollovers", rollovers)
        register_waiting("deputies.wishes", wishes)
        register_waiting("deputies.alerts", alerts)
