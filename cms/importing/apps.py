"""App configuration."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "cms.importing"
    verbose_name = "内容导入"

    def ready(self):
        from foundation.jobs.registry import JobKind, register_kind

        from . import traces  # noqa: F401  (importing registers the names)
        from .services import IMPORT_JOB, import_job

        register_kind(JobKind(IMPORT_JOB, import_job, "导入内容"))
