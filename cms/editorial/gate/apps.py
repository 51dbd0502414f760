"""App configuration."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "cms.editorial.gate"
    label = "editorial_gate"
    verbose_name = "发布检查"

    def ready(self):
        from publishing.services import register_check_context

        from . import traces  # noqa: F401  (importing registers the names)
        from .context import publisher_context

        register_check_context(publisher_context)
