"""App configuration."""

from django.apps import AppConfig


class LifeConfig(AppConfig):
    name = "foundation.life"
    verbose_name = "账号生命周期"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from foundation.waiting import register_waiting

        from . import letters, tables, traces  # noqa: F401  (importing registers them)
        from .queue import to_approve
        from .services import put_idle_to_sleep

        tables.register()
        register_waiting("life.restores", to_approve)
        register_periodic("life.idle", function=put_idle_to_sleep, daily_at="07:30")
