"""App configuration."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "发布"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from foundation.jobs.registry import JobKind, register_kind

        from .services import PUBLISH_JOB, publish_job, turn_day

        register_kind(JobKind(PUBLISH_JOB, publish_job, label="发布网站", queue="publishing"))
        register_periodic("publishing.turn_day", function=turn_day, daily_at="00:00")
