"""App configuration."""

from django.apps import AppConfig


class SimilarConfig(AppConfig):
    name = "foundation.similar"
    label = "foundation_similar"
    verbose_name = "相似内容"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from foundation.jobs.registry import JobKind, register_kind

        from .registry import UPDATE
        from .services import ask_for_check, update_job, watch

        register_kind(JobKind(UPDATE, update_job, "更新相似内容索引"))
        register_periodic("similar.watch", 10, watch)
        register_periodic("similar.check", function=ask_for_check, daily_at="03:50")
