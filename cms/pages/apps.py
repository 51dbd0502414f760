"""App configuration."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms.pages"
    verbose_name = "内容"

    def ready(self) -> None:
        from publishing.services import register_exporter

        from . import (
            receivers,
            similar,
            traces,  # noqa: F401  (importing registers the names)
        )
        from .export import page_exporter, site_exporter

        register_exporter(page_exporter)
        register_exporter(site_exporter)
        receivers.connect()
        similar.connect()
