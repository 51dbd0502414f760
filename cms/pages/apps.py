"""App configuration."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms.pages"
    verbose_name = "内容"

    def ready(self) -> None:
        from publishing.services import register_exporter

        from . import receivers
        from .export import page_exporter, site_exporter

        register_exporter(page_exporter)
        register_exporter(site_exporter)
        receivers.connect()
