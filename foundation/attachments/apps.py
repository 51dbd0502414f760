"""App configuration."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "foundation.attachments"
    verbose_name = "附件"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic

        from . import traces  # noqa: F401  (importing registers the names)
        from .services import sweep

        register_periodic("attachments.sweep", function=sweep, daily_at="03:50")
