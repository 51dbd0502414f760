"""App configuration."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "发布"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from foundation.jobs.registry import JobKind, do_first, register_kind

        from . import traces  # noqa: F401  (importing registers the names)
        from .services import PUBLISH_JOB, VERIFY_JOB, publish_job, tend, turn_day, verify_job, verify_served
        from .services.deliver import DELIVER_JOB, catch_up, deliver_job
        from .services.external_links import CHECK_JOB, check_job, order_check
        from .services.warm_up import warm_up

        register_kind(JobKind(PUBLISH_JOB, publish_job, label="发布网站", queue="publishing"))
        do_first("publishing", warm_up)
        register_kind(JobKind(VERIFY_JOB, verify_job, label="验证版本"))
        register_periodic("publishing.verify_served", function=verify_served, daily_at="03:30")
        register_periodic("publishing.turn_day", function=turn_day, daily_at="00:00")
        register_kind(JobKind(CHECK_JOB, check_job, label="检查外部链接"))
        register_periodic("publishing.external_links", function=order_check, daily_at="02:30")
        register_kind(JobKind(DELIVER_JOB, deliver_job, label="投递到公开主机", max_attempts=20))
        register_periodic("publishing.catch_up", 600, catch_up)
        register_kind(JobKind(tend.SWEEP_JOB, tend.sweep_job, label="清理旧版本"))
        register_periodic("publishing.sweep", every_seconds=3600, function=tend.order_sweep)
