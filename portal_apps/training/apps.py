"""App configuration."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "portal_apps.training"
    label = "training"
    verbose_name = "培训"

    def ready(self) -> None:
        from django.db.models import Q

        from foundation.rights.rows import register_wall
        from foundation.rights.scopes import Bounds, register_bounds

        from . import traces  # noqa: F401  (importing registers the names)
        from .models import Study

        register_bounds(Study, Bounds(own=lambda user: Q(person=user.pk)))
        register_wall("training_study")
