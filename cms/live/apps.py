"""App configuration."""

from django.apps import AppConfig


class BroadcastsConfig(AppConfig):
    name = "cms.live"
    label = "broadcasts"
    verbose_name = "直播页面"

    def ready(self) -> None:
        from foundation.audit.requests import quiet_views
        from foundation.jobs.clock import register_periodic

        from .shown import tell_of_changes

        register_periodic("live.shown", every_seconds=5, function=tell_of_changes)
        quiet_views("broadcasts:fresh", "broadcasts:now")
