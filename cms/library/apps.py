"""App configuration."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "cms.library"
    verbose_name = "资源库"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic

        from .shown import tell_of_changes

        register_periodic("library.shown", every_seconds=5, function=tell_of_changes)
