"""App configuration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "cms.notices"
    verbose_name = "全站公告"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from publishing.services import register_exporter

        from . import traces  # noqa: F401  (importing registers the names)
        from .export import notice_exporter
        from .services import end_due_notices

        register_exporter(notice_exporter)
        register_periodic("notices.end_due", every_seconds=20, function=end_due_notices)
