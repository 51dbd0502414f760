"""App configuration."""

from django.apps import AppConfig
from django.db.models import Q


class JobsConfig(AppConfig):
    name = "foundation.jobs"
    verbose_name = "任务"

    def ready(self) -> None:
        from foundation.audit.services import anchor_daily, anchor_if_due, archive_if_due
        from foundation.rights.scopes import Bounds, register_bounds

        from . import traces  # noqa: F401  (importing registers the names)
        from .clock import register_periodic
        from .models import Job
        from .services import prune

        register_bounds(Job, Bounds(own=lambda user: Q(created_by=user)))
        register_periodic("jobs.prune", function=prune, daily_at="03:30")
        register_periodic("audit.anchor", 10, anchor_if_due)
        register_periodic("audit.archive", function=archive_if_due, daily_at="03:20")
        register_periodic("audit.anchor_daily", function=anchor_daily, daily_at="00:00")
