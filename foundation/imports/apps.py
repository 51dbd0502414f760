"""App configuration."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "foundation.imports"
    verbose_name = "表格导入"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from foundation.jobs.registry import JobKind, register_kind
        from foundation.rights.rows import register_wall

        from . import traces  # noqa: F401  (importing registers the names)
        from .services import apply_job, check_job, forget_old
        from .services._steps import APPLY, CHECK

        register_kind(JobKind(CHECK, check_job, "检查表格", max_attempts=3))
        register_kind(JobKind(APPLY, apply_job, "导入表格", max_attempts=3))
        register_wall("imports_upload")
        register_periodic("imports.forget", function=forget_old, daily_at="03:10")
