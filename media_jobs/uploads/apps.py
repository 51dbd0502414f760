"""App configuration."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "media_jobs.uploads"
    label = "uploads"
    verbose_name = "上传"

    def ready(self) -> None:
        from django.conf import settings
        from django.db.models import Q

        from foundation.attachments.road import Road, register_road
        from foundation.jobs.clock import register_periodic
        from foundation.jobs.registry import JobKind, register_kind
        from foundation.rights.scopes import Bounds, register_bounds

        from . import traces, videos  # noqa: F401  (importing registers the names)
        from .models import Upload
        from .services import hand_over, sweep

        videos.register()
        register_bounds(Upload, Bounds(own=lambda user: Q(owner=user.pk)))
        register_kind(JobKind("uploads.hand_over", hand_over, "收下上传的文件"))
        register_road(
            Road("uploads/transport.js", "tus/tus.min.js", "uploads:ticket", lambda: settings.UPLOADS_RUN)
        )
        register_periodic("uploads.sweep", 600, sweep)
